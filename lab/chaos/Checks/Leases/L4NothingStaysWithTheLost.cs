using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Leases;

/// <summary>No attempt whose node was lost stays with it: it ended, or another one began.</summary>
internal sealed class L4NothingStaysWithTheLost : IInvariantCheck
{
    /// <inheritdoc/>
    public string Invariant => "L4";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Violation>> FindAsync(FinishedRun run, CancellationToken cancellation)
    {
        await using var books = await run.OpenDatabaseAsync(cancellation);
        var running = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in books.RowsAsync("SELECT id FROM attempts WHERE status = 'RUNNING'", cancellation)) running.Add(row.Text(0));

        var stayed = new Sightings(Invariant, "An attempt still counts as running, though its node was lost");
        foreach (var lost in run.Record.LostHolders)
            if (running.Contains(lost.AttemptId))
                stayed.Add($"{lost.AttemptId} of {lost.JobId}, fault {lost.Fault}");
        return stayed.ToViolations();
    }
}
