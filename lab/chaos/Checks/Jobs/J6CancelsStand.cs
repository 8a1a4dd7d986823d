using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Jobs;

/// <summary>A cancel that was acknowledged has the outcome that was told: a job that was said to be canceled completes no more.</summary>
internal sealed class J6CancelsStand : IInvariantCheck
{
    /// <inheritdoc/>
    public string Invariant => "J6";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Violation>> FindAsync(FinishedRun run, CancellationToken cancellation)
    {
        await using var books = await run.OpenDatabaseAsync(cancellation);
        var stored = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in books.RowsAsync("SELECT id, status FROM jobs", cancellation)) stored[row.Text(0)] = row.Text(1);

        var undone = new Sightings(Invariant, "A cancel was acknowledged with one outcome, and the job has another");
        foreach (var cancel in run.Record.Cancels)
            if (stored.GetValueOrDefault(cancel.JobId) is var status && status != cancel.Status)
                undone.Add($"{cancel.JobId}: {cancel.Status} told, {status ?? "nothing"} stored");
        return undone.ToViolations();
    }
}
