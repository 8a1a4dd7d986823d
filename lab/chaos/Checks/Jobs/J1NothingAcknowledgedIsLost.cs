using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Jobs;

/// <summary>Every job that a server acknowledged is in the database.</summary>
internal sealed class J1NothingAcknowledgedIsLost : IInvariantCheck
{
    /// <inheritdoc/>
    public string Invariant => "J1";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Violation>> FindAsync(FinishedRun run, CancellationToken cancellation)
    {
        await using var books = await run.OpenDatabaseAsync(cancellation);
        var stored = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in books.RowsAsync("SELECT id FROM jobs", cancellation)) stored.Add(row.Text(0));

        var lost = new Sightings(Invariant, "A submit was acknowledged, and its job is not in the database");
        foreach (var submit in run.Record.Submits.Values)
            if (!stored.Contains(submit.JobId))
                lost.Add($"{submit.JobId} ({submit.Key})");
        return lost.ToViolations();
    }
}
