using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Options;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Nodes;

/// <summary>
/// Takes a node's sign of life: keeps its leases, and notes what its machine does. The row of the node is written only
/// when it is behind, and what it holds is looked up only when it may hold something: so a quiet network costs the database
/// next to nothing.
/// </summary>
internal sealed partial class TakeHeartbeat(
    ILeaseRenewal leases, IGrainFactory grains, GroupCommit writer, IOptions<ModelMineOptions> options, ILogger<TakeHeartbeat> logger)
{
    /// <summary>What the network was told of each node: facts are many words, and seldom change.</summary>
    private readonly ConcurrentDictionary<string, string> _told = new(StringComparer.Ordinal);

    /// <summary>Takes a heartbeat.</summary>
    public async Task<HeartbeatResponse> ExecuteAsync(string nodeId, HeartbeatRequest request, CancellationToken cancellation)
    {
        NodeRules.Require(NodeRules.WhyNotHeartbeat(request));
        var held = request.Attempts ?? [];
        var isIdle = held.Count == 0 && !request.Draining;
        var lost = isIdle ? [] : await leases.RenewAsync(nodeId, request.SessionId, held, request.Draining, cancellation);
        var heard = await NoteAsync(nodeId, request, held.Count - lost.Count, cancellation);
        if (isIdle && !heard.HoldsNothing) await GiveBackUnknownAsync(nodeId, request.SessionId, heard.Grants, cancellation);
        return new HeartbeatResponse(options.Value.LeaseSeconds, lost, heard.GivesBack, ProductVersion.Text);
    }

    /// <summary>Gives back what the node was granted and says nothing of.</summary>
    private async Task GiveBackUnknownAsync(string nodeId, string sessionId, long grants, CancellationToken cancellation)
    {
        if (await leases.HoldsAnythingAsync(nodeId, cancellation)) await leases.RenewAsync(nodeId, sessionId, [], draining: false, cancellation);
        else Network.HoldsNothingAsync(nodeId, grants).Ignore();
    }

    /// <summary>Notes what the node says.</summary>
    private async Task<HeardAnswer> NoteAsync(string nodeId, HeartbeatRequest request, int busySlots, CancellationToken cancellation)
    {
        var facts = JsonSerializer.Serialize(request.Facts, ModelMineJson.Options);
        var session = request.Draining ? null : request.SessionId;
        var fingerprint = Secret.Hash($"{session}\n{facts}");
        var metrics = request.Metrics with { Cpu = Math.Clamp(request.Metrics.Cpu, 0, 1) };
        var heartbeat = new HeardHeartbeat(
            nodeId, fingerprint, request.Facts.Slots, busySlots, request.Facts.MemoryMiB, request.Draining, metrics, request.Facts);
        var heard = await HearAsync(heartbeat);
        if (!heard.IsBehind) return heard;
        var stored = await writer.WriteApartAsync(scope => scope.QueryAsync<StoredNode>($"""
            UPDATE nodes SET facts = {facts}, slots = {request.Facts.Slots}, session_id = {session}, last_seen_at = now_ms()
            WHERE id = {nodeId} RETURNING maintenance AS "Maintenance", gives_back AS "GivesBack"
            """), cancellation);
        if (stored.Count == 0) return heard with { GivesBack = false };

        await TellStoredAsync(nodeId, fingerprint, stored[0]);
        return heard with { GivesBack = stored[0].GivesBack };
    }

    /// <summary>Tells the network; while it cannot be reached, the row is written each time, because claims go by it.</summary>
    private async Task<HeardAnswer> HearAsync(HeardHeartbeat heartbeat)
    {
        try
        {
            var isKnown = _told.TryGetValue(heartbeat.NodeId, out var told) && told == heartbeat.Fingerprint;
            var answer = await Network.HearAsync(isKnown ? heartbeat with { Facts = null } : heartbeat);
            if (answer.NeedsFacts) answer = await Network.HearAsync(heartbeat);
            if (!isKnown) _told[heartbeat.NodeId] = heartbeat.Fingerprint;
            return answer;
        }
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            LogPresenceMissed(heartbeat.NodeId, error.Message);
            return new HeardAnswer(IsBehind: true, GivesBack: false);
        }
    }

    private async Task TellStoredAsync(string nodeId, string fingerprint, StoredNode stored)
    {
        try
        {
            await Network.StoredAsync(nodeId, fingerprint, stored.Maintenance, stored.GivesBack);
        }
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            // The row is written once more with the next heartbeat.
            LogPresenceMissed(nodeId, error.Message);
        }
    }

    private INetworkGrain Network => grains.GetGrain<INetworkGrain>(0);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The heartbeat of {NodeId} kept its leases, but the network did not hear of it ({Reason}).")]
    private partial void LogPresenceMissed(string nodeId, string reason);

    private sealed record StoredNode(bool Maintenance, bool GivesBack);
}
