using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Leases;

/// <summary>Whoever watched a job, across however many connections, saw its events 1, 2, 3 … and the end as it is stored.</summary>
internal sealed class L5WatchersSawEverything : IInvariantCheck
{
    /// <inheritdoc/>
    public string Invariant => "L5";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Violation>> FindAsync(FinishedRun run, CancellationToken cancellation)
    {
        await using var books = await run.OpenDatabaseAsync(cancellation);
        var stored = new Dictionary<string, (string Status, long Last)>(StringComparer.Ordinal);
        await foreach (var row in books.RowsAsync("SELECT id, status, last_event_seq FROM jobs", cancellation)) stored[row.Text(0)] = (row.Text(1), row.Number(2));

        var torn = new Sightings(Invariant, "A watcher saw a gap, an event twice, or events out of order");
        var other = new Sightings(Invariant, "A watcher saw another end of a job than the one that is stored");
        foreach (var feed in run.Record.Feeds)
        {
            if (!feed.Seqs.SequenceEqual(Enumerable.Range(1, feed.Seqs.Count).Select(seq => (long)seq))) torn.Add($"{feed.JobId} in {feed.Connections} connections");
            if (feed.SawTheEnd && stored.GetValueOrDefault(feed.JobId) != (feed.LastStatus, feed.Seqs[^1])) other.Add($"{feed.JobId}: {feed.LastStatus} at {feed.Seqs[^1]}");
        }

        return [.. torn.ToViolations(), .. other.ToViolations()];
    }
}
