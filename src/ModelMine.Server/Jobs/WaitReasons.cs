using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Nodes;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Jobs;

/// <summary>Says why a pending job waits: one word and one sentence.</summary>
/// <param name="presence">Which nodes heartbeat.</param>
/// <param name="limits">How many jobs one user may have running.</param>
public sealed class WaitReasons(INodePresence presence, IOptions<UserLimitOptions> limits)
{
    /// <summary>The reasons of those of the given jobs that are pending.</summary>
    /// <param name="database">The database.</param>
    /// <param name="jobs">Jobs of any state.</param>
    /// <param name="now">The time, for backoff.</param>
    /// <param name="cancellation">Gives up.</param>
    internal async Task<IReadOnlyDictionary<string, WaitReason>> OfAsync(
        ModelMineDb database, IEnumerable<Job> jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        var pending = jobs.Where(job => job.Status == JobStatus.Pending).ToList();
        var reasons = new Dictionary<string, WaitReason>(StringComparer.Ordinal);
        if (pending.Count == 0) return reasons;

        var online = await presence.OnlineAsync();
        foreach (var ofOne in pending.GroupBy(job => job.UserId))
        {
            var queue = await QueueAsync(database, ofOne.Key, cancellation);
            foreach (var job in ofOne) reasons[job.Id] = Reason(job, online, queue, now);
        }

        return reasons;
    }

    private WaitReason Reason(Job job, IReadOnlyList<PresentNode> online, Queue queue, DateTimeOffset now)
    {
        if (job.NotBefore > now)
            return new("BACKOFF", Say($"Attempt {job.AttemptNumber + 1} may begin in {Math.Ceiling((job.NotBefore - now).TotalSeconds)} s, after the last one failed."));
        if (queue.Running >= limits.Value.RunningJobs)
            return new("USER_LIMIT", Say($"You have {queue.Running} jobs running, as many as one user may: it can start when one of them ends."));
        if (online.Count == 0) return new("NO_NODE", "No node is online. It starts as soon as one is that can take it.");
        var requires = JobRow.ReadRequires(job.Requires);
        var fitting = online.Where(node => JobRequiresRules.Fits(requires, node.Facts, node.DiskFreeMiB)).ToList();
        if (requires is not null && fitting.Count == 0) return NoMatch([.. requires.InWords()], online.Count);
        var largest = fitting.Max(node => node.Facts.MemoryMiB);
        if (job.MemoryMiB > largest)
            return new("TOO_BIG", Say($"It needs {job.MemoryMiB} MiB of memory; the largest node online that it could go to has {largest} MiB."));
        var taking = fitting.Where(node => node.TakesWork && node.Facts.MemoryMiB >= job.MemoryMiB).ToList();
        if (taking.Count == 0) return new("MAINTENANCE", "Every node online that could take it is in maintenance, or shuts down.");
        var roomy = taking.Where(node => node.DiskFreeMiB >= JobRequiresRules.LeastFreeDiskMiB).ToList();
        return roomy.Count > 0
            ? InQueue(job, roomy, queue)
            : new("DISK_FULL", Say($"Every node online that could take it has less than {JobRequiresRules.LeastFreeDiskMiB} MiB of disk free."));
    }

    private static WaitReason NoMatch(List<string> demands, int nodes) => new("NO_MATCH", Say(
        $"It requires {string.Join(", ", demands)}; {(nodes == 1 ? "the only node online does not have" : $"none of the {nodes} nodes online has")} {(demands.Count == 1 ? "that" : "all of that")}."));

    private static WaitReason InQueue(Job job, List<PresentNode> nodes, Queue queue)
    {
        var slots = nodes.Sum(node => node.Slots);
        var free = nodes.Sum(node => Math.Max(0, node.Slots - node.BusySlots));
        var own = queue.Own.Count(rank => rank < job.RankedAt);
        if (own == 0 && free > 0) return new("QUEUED", "It is your next job, and a node has a free slot: it starts when that node has the memory for it.");
        var before = own switch { 0 => "It is your next job", 1 => "1 job of yours goes before it", _ => Say($"{own} jobs of yours go before it") };
        var others = queue.OtherUsers switch
        {
            0 => "nobody else waits",
            1 => "1 other user takes turns with you",
            var count => Say($"{count} other users take turns with you"),
        };
        var room = free > 0 ? Say($"{free} of {slots} slots online are free") : slots == 1 ? "The only slot online is taken" : Say($"All {slots} slots online are taken");
        return new("NO_ROOM", $"{before}, and {others}. {room}.");
    }

    private static async Task<Queue> QueueAsync(ModelMineDb database, string userId, CancellationToken cancellation)
    {
        var own = await database.Jobs.Where(j => j.UserId == userId && j.Status == JobStatus.Pending).OrderBy(j => j.RankedAt)
            .Select(j => j.RankedAt).ToListAsync(cancellation);
        var running = await database.Jobs.CountAsync(j => j.UserId == userId && j.Status == JobStatus.Running, cancellation);
        var others = (await database.Database.SqlQuery<int>($"""
            WITH RECURSIVE users(lane) AS (
                SELECT (SELECT j.lane FROM jobs j WHERE j.status = 'PENDING' ORDER BY j.lane LIMIT 1)
                UNION ALL
                SELECT (SELECT j.lane FROM jobs j WHERE j.status = 'PENDING' AND j.lane > users.lane ORDER BY j.lane LIMIT 1) FROM users WHERE users.lane IS NOT NULL
            )
            SELECT CAST(COUNT(DISTINCT CASE WHEN lane LIKE '%#%' THEN SUBSTR(lane, 1, LENGTH(lane) - 17) ELSE lane END) AS INTEGER) AS "Value"
            FROM users WHERE lane IS NOT NULL AND lane <> {userId} AND lane NOT LIKE {userId + "#%"}
            """).ToListAsync(cancellation))[0];
        return new Queue(own, running, others);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>What waits and runs beside a job.</summary>
    /// <param name="Own">Places of the user's own pending jobs, lowest first.</param>
    /// <param name="Running">Jobs of the user that run.</param>
    /// <param name="OtherUsers">Users beside this one who have jobs waiting.</param>
    private sealed record Queue(List<DateTimeOffset> Own, int Running, int OtherUsers);
}
