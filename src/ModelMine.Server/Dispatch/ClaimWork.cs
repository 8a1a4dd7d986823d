using Microsoft.Extensions.Options;
using ModelMine.Core.Contracts;
using ModelMine.Server.Nodes;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Dispatch;

/// <summary>Answers an agent that asks for work: at once, or when work arrives.</summary>
/// <param name="grant">Grants attempts.</param>
/// <param name="wakeUps">Wakes this when a job becomes ready.</param>
/// <param name="ready">Lets those who wait look in turn.</param>
/// <param name="presence">Hears of grants.</param>
/// <param name="options">Length of a lease.</param>
/// <param name="meter">Counts claims.</param>
/// <param name="time">The clock.</param>
public sealed class ClaimWork(
    GrantAttempts grant, WakeUps wakeUps, ReadyWork ready, INodePresence presence, IOptions<ModelMineOptions> options, DispatchMeter meter, TimeProvider time)
{
    private const double LongestWaitSeconds = 30;

    /// <summary>An agent counts its lease from the moment that it asked: what it waited is gone of it.</summary>
    private const double ShareOfLease = 0.25;

    /// <summary>Waits for work.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="request">What it has free, and how long it waits.</param>
    /// <param name="cancellation">The agent hung up.</param>
    public async Task<ClaimResponse> ExecuteAsync(string nodeId, ClaimRequest request, CancellationToken cancellation)
    {
        if (request.FreeSlots <= 0) return new ClaimResponse([]);
        var longest = Math.Min(LongestWaitSeconds, options.Value.LeaseSeconds * ShareOfLease);
        var wait = TimeSpan.FromSeconds(Math.Clamp(request.WaitSeconds, 0, longest));
        var began = time.GetTimestamp();
        while (true)
        {
            var seen = wakeUps.Version(WakeUps.Work);
            var grants = await ready.LookAsync(seen, () => grant.ExecuteAsync(nodeId, request, cancellation), [], cancellation);
            if (grants.Count > 0) presence.NoteGrant(nodeId);
            var left = wait - time.GetElapsedTime(began);
            if (grants.Count > 0 || left <= TimeSpan.Zero)
            {
                meter.Claimed(grants.Count);
                return new ClaimResponse(grants);
            }

            await wakeUps.WaitAsync(WakeUps.Work, seen, left, cancellation);
        }
    }
}
