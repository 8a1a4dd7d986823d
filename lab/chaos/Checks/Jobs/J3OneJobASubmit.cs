using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Jobs;

/// <summary>However often a submit was sent, it made one job: the one that was acknowledged.</summary>
internal sealed class J3OneJobASubmit : IInvariantCheck
{
    private const string Made = "SELECT j.id, k.key FROM jobs j LEFT JOIN idempotency_keys k ON k.job_id = j.id AND k.user_id = j.user_id";

    /// <inheritdoc/>
    public string Invariant => "J3";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Violation>> FindAsync(FinishedRun run, CancellationToken cancellation)
    {
        var doubled = new Sightings(Invariant, "A job came from no submit that was sent: one was taken twice");
        var renamed = new Sightings(Invariant, "A submit was acknowledged with one job, and its key names another");
        await using var books = await run.OpenDatabaseAsync(cancellation);
        await foreach (var row in books.RowsAsync(Made, cancellation))
        {
            if (row.IsDBNull(1)) doubled.Add(row.Text(0));
            else if (run.Record.Submits.TryGetValue(row.Text(1), out var submit) && submit.JobId != row.Text(0)) renamed.Add($"{row.Text(1)}: {submit.JobId} told, {row.Text(0)} stored");
        }

        return [.. doubled.ToViolations(), .. renamed.ToViolations()];
    }
}
