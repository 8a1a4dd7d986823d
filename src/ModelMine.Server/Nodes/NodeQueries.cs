using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Tokens;

namespace ModelMine.Server.Nodes;

/// <summary>Reads the nodes.</summary>
public sealed class NodeQueries
{
    private readonly IDbContextFactory<ModelMineDb> _databases;
    private readonly NodePresence _presence;
    private readonly NodeRights _rights;
    private readonly IGrainFactory _grains;

    internal NodeQueries(IDbContextFactory<ModelMineDb> databases, NodePresence presence, NodeRights rights, IGrainFactory grains) =>
        (_databases, _presence, _rights, _grains) = (databases, presence, rights, grains);

    /// <summary>Every node: those that heartbeat first, then by the time that they enrolled.</summary>
    /// <param name="userId">Who asks; null for somebody who is not signed in.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<NodeView>> ListAsync(string? userId, CancellationToken cancellation)
    {
        var heard = (await _presence.HeardAsync()).ToDictionary(node => node.Heartbeat.NodeId, StringComparer.Ordinal);
        await using var database = await _databases.CreateDbContextAsync(cancellation);
        var walletPrefix = Wallet.OfNode("");
        var rows = await database.Nodes.AsNoTracking()
            .OrderBy(node => node.EnrolledAt).ThenBy(node => node.Id)
            .Select(node => new NodeRow(
                node,
                database.Attempts.Count(a => a.NodeId == node.Id && a.Status == AttemptStatus.Running),
                database.Attempts.LongCount(a => a.NodeId == node.Id && a.Status == AttemptStatus.Completed),
                database.Wallets.Where(w => w.Id == walletPrefix + node.Id).Sum(w => w.Balance)))
            .ToListAsync(cancellation);
        var canManage = await _rights.OfAsync(database, userId, cancellation);
        return [.. rows.Select(row => ToView(row, heard.GetValueOrDefault(row.Node.Id), canManage(row.Node))).OrderBy(view => view.Status == NodeStatus.Offline)];
    }

    /// <summary>A node's metrics over the last five minutes, oldest first; empty when it was not heard.</summary>
    /// <param name="nodeId">The node.</param>
    public Task<IReadOnlyList<NodePulse>> HistoryAsync(string nodeId) => _grains.GetGrain<INetworkGrain>(0).HistoryAsync(nodeId);

    private static NodeView ToView(NodeRow row, OnlineNode? heard, bool canManage)
    {
        var node = row.Node;
        return new NodeView
        {
            Id = node.Id,
            Name = node.Name,
            Status = Status(row, heard),
            Facts = JsonSerializer.Deserialize<NodeFacts>(node.Facts, ModelMineJson.Options)!,
            Metrics = heard?.Heartbeat.Metrics,
            RunningAttempts = row.Running,
            CompletedJobs = row.Completed,
            TokensEarned = row.Balance,
            EnrolledAt = node.EnrolledAt,
            LastSeenAt = heard?.At ?? node.LastSeenAt,
            MaintenanceVersion = node.MaintenanceVersion,
            Maintenance = (node.Maintenance, node.GivesBack) switch { (false, _) => null, (_, true) => MaintenanceMode.Now, _ => MaintenanceMode.Drain },
            CanManage = canManage,
        };
    }

    private static NodeStatus Status(NodeRow row, OnlineNode? heard) => heard switch
    {
        null => NodeStatus.Offline,
        { TakesWork: false } => NodeStatus.Maintenance,
        _ when row.Node.Maintenance => NodeStatus.Maintenance,
        _ when row.Running >= heard.Heartbeat.Slots => NodeStatus.Busy,
        _ => NodeStatus.Online,
    };

    private sealed record NodeRow(Node Node, int Running, long Completed, long Balance);
}
