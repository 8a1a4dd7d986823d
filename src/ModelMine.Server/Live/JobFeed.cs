using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Jobs;

namespace ModelMine.Server.Live;

/// <summary>
/// Brings the events of jobs to whoever follows them. The store is the truth and the live path only a shortcut to it: an
/// event that comes next is passed on at once; anything else sends the follower back to the store. So a follower sees
/// each event once, in order, whatever the live path loses, doubles or mixes up (invariant L5).
/// </summary>
public sealed class JobFeed : IJobEventSink
{
    private const int StoredAtOnce = 100;

    private readonly Followers _followers;
    private readonly FeedLink _link;
    private readonly JobHistory _history;
    private readonly IDbContextFactory<ModelMineDb> _databases;
    private readonly LiveMeter _meter;

    internal JobFeed(Followers followers, FeedLink link, JobHistory history, IDbContextFactory<ModelMineDb> databases, LiveMeter meter) =>
        (_followers, _link, _history, _databases, _meter) = (followers, link, history, databases, meter);

    /// <inheritdoc/>
    public void Publish(string userId, JobEvent jobEvent)
    {
        _followers.Offer(jobEvent.JobId, jobEvent);
        _followers.Offer(userId, jobEvent);
        _link.Publish(jobEvent.JobId, jobEvent);
        _link.Publish(userId, jobEvent);
    }

    /// <summary>
    /// A job's events after a number, in order, each once: first the stored ones, then as they happen. Ends after the event
    /// that made the job terminal; at once when that is not after the number, or there is no such job.
    /// </summary>
    /// <param name="jobId">The job. Whether the caller may see it is the caller's to decide.</param>
    /// <param name="afterSeq">Number of the last event already seen; 0 for all.</param>
    /// <param name="cancellation">Ends the following.</param>
    public async IAsyncEnumerable<JobEvent> FollowAsync(
        string jobId, long afterSeq, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var subscription = _followers.Add(jobId);
        if (await StandingAsync(jobId, cancellation) is not { } standing) yield break;
        var last = Math.Clamp(afterSeq, 0, standing.LastEventSeq);
        if (standing.Status.IsTerminal() && last == standing.LastEventSeq) yield break;
        subscription.Notice(standing.LastEventSeq);
        await foreach (var hint in subscription.HintsAsync(cancellation))
        {
            if (hint is not null && hint.Seq == last + 1)
            {
                last = hint.Seq;
                _meter.HandedOn(hint.At, "told");
                yield return hint;
                if (hint.Status.IsTerminal()) yield break;
                if (subscription.HasMore) continue;
            }

            while (subscription.Highest > last)
            {
                var stored = await _history.EventsAsync(jobId, last, StoredAtOnce, cancellation);
                foreach (var jobEvent in stored)
                {
                    last = jobEvent.Seq;
                    // What happened before the follower came is not late.
                    if (last > standing.LastEventSeq) _meter.HandedOn(jobEvent.At, "looked_up");
                    yield return jobEvent;
                    if (jobEvent.Status.IsTerminal()) yield break;
                }

                if (stored.Count == 0) break;
            }
        }
    }

    /// <summary>
    /// Events of all of a user's jobs from now on. A follower that is slow misses some: use it to know that something
    /// changed, and <see cref="FollowAsync"/> to see all of a job.
    /// </summary>
    /// <param name="userId">The user.</param>
    /// <param name="cancellation">Ends the following.</param>
    public async IAsyncEnumerable<JobEvent> FollowUserAsync(string userId, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var subscription = _followers.Add(userId);
        await foreach (var hint in subscription.HintsAsync(cancellation))
            if (hint is not null)
                yield return hint;
    }

    /// <summary>State and newest event number of a job; null when there is no such job.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellation">Gives up.</param>
    internal async Task<JobStanding?> StandingAsync(string jobId, CancellationToken cancellation)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellation);
        return await database.Jobs.Where(j => j.Id == jobId)
            .Select(j => new JobStanding(j.UserId, j.Status, j.LastEventSeq)).FirstOrDefaultAsync(cancellation);
    }
}

/// <summary>Where a job stands.</summary>
/// <param name="UserId">Its owner.</param>
/// <param name="Status">Its state.</param>
/// <param name="LastEventSeq">Number of its newest event.</param>
internal sealed record JobStanding(string UserId, JobStatus Status, long LastEventSeq);
