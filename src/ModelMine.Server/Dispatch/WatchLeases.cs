using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;

namespace ModelMine.Server.Dispatch;

/// <summary>Tells an agent at once when an attempt that it holds is lost, so that a cancel reaches the trainer within moments.</summary>
/// <param name="databases">The database.</param>
/// <param name="wakeUps">Wakes this when a lease of the node is lost.</param>
/// <param name="time">The clock.</param>
public sealed class WatchLeases(IDbContextFactory<ModelMineDb> databases, WakeUps wakeUps, TimeProvider time)
{
    /// <summary>Waits until one of the attempts is lost, or the time is up.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="request">What it holds, and how long it waits.</param>
    /// <param name="cancellation">The agent hung up.</param>
    public async Task<WatchResponse> ExecuteAsync(string nodeId, WatchRequest request, CancellationToken cancellation)
    {
        var wait = TimeSpan.FromSeconds(Math.Clamp(request.WaitSeconds, 0, 30));
        var began = time.GetTimestamp();
        while (true)
        {
            var seen = wakeUps.Version(WakeUps.LeasesOf(nodeId));
            var lost = await LostAsync(nodeId, request.Attempts, cancellation);
            var left = wait - time.GetElapsedTime(began);
            if (lost.Count > 0 || left <= TimeSpan.Zero) return new WatchResponse(lost);
            await wakeUps.WaitAsync(WakeUps.LeasesOf(nodeId), seen, left, cancellation);
        }
    }

    private async Task<List<LostAttempt>> LostAsync(string nodeId, IReadOnlyList<HeldAttempt> held, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var ids = held.Select(h => h.AttemptId).ToList();
        var known = await database.Attempts.AsNoTracking()
            .Where(a => a.NodeId == nodeId && ids.Contains(a.Id))
            .Select(a => new { a.Id, a.Status, a.LeaseEpoch })
            .ToListAsync(cancellation);
        var lost = new List<LostAttempt>();
        foreach (var attempt in held)
        {
            var stored = known.Find(k => k.Id == attempt.AttemptId && k.LeaseEpoch == attempt.LeaseEpoch);
            if (stored?.Status == AttemptStatus.Running) continue;
            lost.Add(new LostAttempt(attempt.AttemptId, LostLease.Words(stored?.Status.ToString().ToUpperInvariant())));
        }

        return lost;
    }
}
