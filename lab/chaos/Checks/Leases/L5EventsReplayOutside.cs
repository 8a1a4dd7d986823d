using ModelMine.Chaos.Checks.Books;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Chaos.Checks.Leases;

/// <summary>The event streams of the jobs that had most to tell, asked for anew: whole, and from the middle on, they have no gap.</summary>
internal sealed class L5EventsReplayOutside : IInvariantCheck
{
    private const string Longest = "SELECT id, last_event_seq FROM jobs WHERE status NOT IN ('PENDING', 'RUNNING') ORDER BY last_event_seq DESC, id LIMIT 60";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public string Invariant => "L5";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Violation>> FindAsync(FinishedRun run, CancellationToken cancellation)
    {
        var owners = run.Record.Submits.Values.DistinctBy(submit => submit.JobId).ToDictionary(submit => submit.JobId, submit => submit.User, StringComparer.Ordinal);
        var torn = new Sightings(Invariant, "A job's event stream, asked for anew, is not the numbers to its last event");
        await using var books = await run.OpenDatabaseAsync(cancellation);
        await foreach (var row in books.RowsAsync(Longest, cancellation))
        {
            var (jobId, last) = (row.Text(0), row.Number(1));
            if (!owners.TryGetValue(jobId, out var owner) || !run.Users.TryGetValue(owner, out var api)) continue;
            foreach (var after in new[] { 0, last / 2 })
                if (await WhyTornAsync(api, jobId, after, last, cancellation) is { } why)
                    torn.Add($"{jobId} after {after}: {why}");
        }

        return torn.ToViolations();
    }

    private static async Task<string?> WhyTornAsync(UserApiClient api, string jobId, long after, long last, CancellationToken cancellation)
    {
        var seen = after;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await foreach (var happened in api.FollowAsync(jobId, after, cancellationToken: patience.Token))
                if (happened.Seq != ++seen)
                    return $"event {happened.Seq} where {seen} should be";
            return seen == last ? null : $"it ends at {seen}, and not at {last}";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"the job has ended, and its stream has not: it stands at {seen} of {last}";
        }
        catch (InvalidDataException gap)
        {
            return gap.Message;
        }
    }
}
