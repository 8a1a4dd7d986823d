using System.Text.Json;
using Microsoft.Extensions.Options;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Nodes;

/// <summary>
/// Takes a node's sign of life: keeps its leases, and notes what its machine does. The row of the node is written only
/// when it is behind, so that a quiet network costs the database next to nothing.
/// </summary>
internal sealed partial class TakeHeartbeat(
    ILeaseRenewal leases, IGrainFactory grains, GroupCommit writer, IOptions<ModelMineOptions> options, ILogger<TakeHeartbeat> logger)
{
    /// <summary>Takes a heartbeat.</summary>
    public async Task<HeartbeatResponse> ExecuteAsync(string nodeId, HeartbeatRequest request, CancellationToken cancellation)
    {
        NodeRules.Require(NodeRules.WhyNotHeartbeat(request));
        var held = request.Attempts ?? [];
        var lost = await leases.RenewAsync(nodeId, request.SessionId, held, request.Draining, cancellation);
        var givesBack = await NoteAsync(nodeId, request, held.Count - lost.Count, cancellation);
        return new HeartbeatResponse(options.Value.LeaseSeconds, lost, givesBack, ProductVersion.Text);
    }

    /// <summary>Notes what the node says.</summary>
    /// <returns>Whether it shall give back what it trains.</returns>
    private async Task<bool> NoteAsync(string nodeId, HeartbeatRequest request, int busySlots, CancellationToken cancellation)
    {
        var facts = JsonSerializer.Serialize(request.Facts, ModelMineJson.Options);
        var session = request.Draining ? null : request.SessionId;
        var fingerprint = Secret.Hash($"{session}\n{facts}");
        var metrics = request.Metrics with { Cpu = Math.Clamp(request.Metrics.Cpu, 0, 1) };
        var heartbeat = new HeardHeartbeat(
            nodeId, fingerprint, request.Facts.Slots, busySlots, request.Facts.MemoryMiB, request.Draining, metrics, request.Facts);
        var heard = await HearAsync(heartbeat);
        if (!heard.IsBehind) return heard.GivesBack;
        var stored = await writer.WriteApartAsync(scope => scope.QueryAsync<StoredNode>($"""
            UPDATE nodes SET facts = {facts}, slots = {request.Facts.Slots}, session_id = {session}, last_seen_at = now_ms()
            WHERE id = {nodeId} RETURNING maintenance AS "Maintenance", gives_back AS "GivesBack"
            """), cancellation);
        if (stored.Count == 0) return false;

        await TellStoredAsync(nodeId, fingerprint, stored[0]);
        return stored[0].GivesBack;
    }

    /// <summary>Tells the network; while it cannot be reached, the row is written each time, because claims go by it.</summary>
    private async Task<HeardAnswer> HearAsync(HeardHeartbeat heartbeat)
    {
        try
        {
            return await Network.HearAsync(heartbeat);
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
