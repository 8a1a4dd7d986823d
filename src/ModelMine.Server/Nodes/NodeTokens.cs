using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Nodes;

/// <summary>
/// Tells whose token it is. Agents call every second: good tokens are remembered for a while, so that they cost no read
/// each, and bad ones never, so that nobody can fill the memory with them.
/// </summary>
/// <param name="databases">Opens the database.</param>
/// <param name="time">The clock.</param>
public sealed class NodeTokens(IDbContextFactory<ModelMineDb> databases, TimeProvider time)
{
    /// <summary>What every such token begins with.</summary>
    public const string Prefix = "mm_node_";

    private static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (string NodeId, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>Id of the node; null when no node has this token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask<string?> NodeIdAsync(string token, CancellationToken cancellation)
    {
        var hash = Secret.Hash(token);
        var now = time.GetUtcNow();
        if (_known.TryGetValue(hash, out var known) && now < known.Until) return known.NodeId;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var nodeId = await database.Nodes.Where(n => n.TokenHash == hash).Select(n => n.Id).FirstOrDefaultAsync(cancellation);
        if (nodeId is null) _known.TryRemove(hash, out _);
        else _known[hash] = (nodeId, now + RememberedFor);
        return nodeId;
    }

    /// <summary>Looks the node's tokens up anew: it got another one.</summary>
    /// <param name="nodeId">The node.</param>
    public void Forget(string nodeId)
    {
        foreach (var known in _known.Where(known => known.Value.NodeId == nodeId)) _known.TryRemove(known);
    }
}
