using System.Data.Common;
using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Leases;

/// <summary>A lease is taken from a silent node only: not before its whole length has passed since the node's last report.</summary>
internal sealed class L4NeverTakenEarly : IInvariantCheck
{
    private const string Silent = "SELECT job_id, number, ended_at FROM attempts WHERE status = 'LOST' AND reason = 'its node fell silent'";

    /// <inheritdoc/>
    public string Invariant => "L4";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Violation>> FindAsync(FinishedRun run, CancellationToken cancellation)
    {
        await using var books = await run.OpenDatabaseAsync(cancellation);
        return await FindAsync(books, run.LeaseSeconds, cancellation);
    }

    /// <summary>Looks.</summary>
    /// <param name="books">The database, open.</param>
    /// <param name="leaseSeconds">Length of a lease.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<Violation>> FindAsync(DbConnection books, double leaseSeconds, CancellationToken cancellation)
    {
        var taken = new Dictionary<(string JobId, int Number), long>();
        await foreach (var row in books.RowsAsync(Silent, cancellation)) taken[(row.Text(0), (int)row.Number(1))] = row.Number(2);

        var early = new Sightings(Invariant, "An attempt was taken from a node that had reported within its lease");
        var lease = (long)(leaseSeconds * 1000);
        await foreach (var happened in EventLog.ReadAsync(books, cancellation))
        {
            if (happened.Type is "GRANTED" or "REPORT" && taken.TryGetValue((happened.JobId, happened.Attempt), out var at) && at < happened.At + lease)
                early.Add($"{happened.JobId} attempt {happened.Attempt}: {at - happened.At} ms after event {happened.Seq}");
        }

        return early.ToViolations();
    }
}
