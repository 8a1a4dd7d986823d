using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Nodes;

namespace ModelMine.Server.Jobs;

/// <summary>Says why a pending job waits: one word and one sentence.</summary>
/// <param name="presence">Which nodes heartbeat.</param>
public sealed class WaitReasons(INodePresence presence)
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

        var nodes = (await presence.OnlineAsync()).Where(node => node.TakesWork).ToList();
        foreach (var job in pending)
            reasons[job.Id] = Immediate(job, nodes, now) ?? Queued(await AheadAsync(database, job, cancellation), nodes);
        return reasons;
    }

    private static WaitReason? Immediate(Job job, List<PresentNode> nodes, DateTimeOffset now)
    {
        if (job.NotBefore > now)
            return new("BACKOFF", Invariant($"Attempt {job.AttemptNumber + 1} may begin in {Math.Ceiling((job.NotBefore - now).TotalSeconds)} s, after the last one failed."));
        if (nodes.Count == 0)
            return new("NO_NODE", "No node that takes work is online. It starts as soon as one is.");
        var largest = nodes.Max(node => node.MemoryMiB);
        return job.MemoryMiB > largest
            ? new("TOO_BIG", Invariant($"It needs {job.MemoryMiB} MiB of memory; the largest node online has {largest} MiB."))
            : null;
    }

    private static WaitReason Queued(long ahead, List<PresentNode> nodes)
    {
        var slots = nodes.Sum(node => node.Slots);
        var free = nodes.Sum(node => Math.Max(0, node.Slots - node.BusySlots));
        if (free > 0 && ahead == 0) return new("QUEUED", "It is next, and a node has room: it starts in a moment.");
        return ahead == 0
            ? new("NO_ROOM", Invariant($"It is next. {(slots == 1 ? "The only slot online is taken" : $"All {slots} slots of the nodes online are taken")}."))
            : new("NO_ROOM", Invariant($"{ahead} {(ahead == 1 ? "job is" : "jobs are")} ahead of it for {slots} {(slots == 1 ? "slot" : "slots")}."));
    }

    private static async Task<long> AheadAsync(ModelMineDb database, Job job, CancellationToken cancellation) =>
        await database.Jobs.LongCountAsync(
            other => other.Status == JobStatus.Pending
                && (other.Priority > job.Priority || (other.Priority == job.Priority && other.CreatedAt < job.CreatedAt)),
            cancellation);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
