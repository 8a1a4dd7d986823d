using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Jobs;

/// <summary>Each owner's list holds every job that was acknowledged, in the state that the database says.</summary>
internal sealed class J1OwnersSeeTheirJobs : IInvariantCheck
{
    /// <inheritdoc/>
    public string Invariant => "J1";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Violation>> FindAsync(FinishedRun run, CancellationToken cancellation)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var api in run.Users.Values)
            await foreach (var job in api.AllJobsAsync(cancellationToken: cancellation))
                seen[job.Id] = job.Status.ToString().ToUpperInvariant();

        var hidden = new Sightings(Invariant, "A submit was acknowledged, and its owner's list does not show the job");
        foreach (var submit in run.Record.Submits.Values)
            if (run.Users.ContainsKey(submit.User) && !seen.ContainsKey(submit.JobId))
                hidden.Add($"{submit.JobId} of {submit.User}");

        var otherwise = new Sightings(Invariant, "An owner sees a job in another state than it is in");
        await using var books = await run.OpenDatabaseAsync(cancellation);
        await foreach (var row in books.RowsAsync("SELECT id, status FROM jobs", cancellation))
            if (seen.TryGetValue(row.Text(0), out var status) && status != row.Text(1))
                otherwise.Add($"{row.Text(0)}: {status} seen, {row.Text(1)} stored");
        return [.. hidden.ToViolations(), .. otherwise.ToViolations()];
    }
}
