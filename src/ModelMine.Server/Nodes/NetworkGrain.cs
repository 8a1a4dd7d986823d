namespace ModelMine.Server.Nodes;

/// <inheritdoc cref="INetworkGrain"/>
/// <param name="time">The clock.</param>
/// <param name="meter">Counts nodes that fell silent.</param>
[KeepAlive]
internal sealed class NetworkGrain(TimeProvider time, NetworkMeter meter) : Grain, INetworkGrain
{
    /// <summary>Three heartbeats: who was not heard for longer is offline.</summary>
    private static readonly TimeSpan OnlineFor = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan StoreEvery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RememberedFor = TimeSpan.FromHours(1);

    private readonly Dictionary<string, NodeMemory> _nodes = new(StringComparer.Ordinal);

    public Task<HeardAnswer> HearAsync(HeardHeartbeat heartbeat)
    {
        if (!_nodes.TryGetValue(heartbeat.NodeId, out var node)) _nodes[heartbeat.NodeId] = node = new NodeMemory();
        var now = time.GetUtcNow();
        if (!node.Hear(heartbeat, now)) return Task.FromResult(new HeardAnswer(IsBehind: false, GivesBack: false, NeedsFacts: true));
        var isBehind = node.StoredFingerprint != heartbeat.Fingerprint || now - node.StoredAt >= StoreEvery;
        return Task.FromResult(node.Answer(isBehind));
    }

    public Task GrantedAsync(string nodeId)
    {
        if (_nodes.TryGetValue(nodeId, out var node)) node.Grant();
        return Task.CompletedTask;
    }

    public Task HoldsNothingAsync(string nodeId, long grants)
    {
        if (_nodes.TryGetValue(nodeId, out var node)) node.HoldNothing(grants);
        return Task.CompletedTask;
    }

    public Task StoredAsync(string nodeId, string fingerprint, bool maintenance, bool givesBack)
    {
        if (_nodes.TryGetValue(nodeId, out var node)) node.Stored(fingerprint, maintenance, givesBack, time.GetUtcNow());
        return Task.CompletedTask;
    }

    public Task MaintainAsync(string nodeId, bool maintenance, bool givesBack)
    {
        if (_nodes.TryGetValue(nodeId, out var node)) node.Maintain(maintenance, givesBack);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<OnlineNode>> OnlineAsync()
    {
        var now = time.GetUtcNow();
        foreach (var (id, node) in _nodes)
        {
            if (now - node.HeardAt > RememberedFor) _nodes.Remove(id);
            if (now - node.HeardAt <= OnlineFor || node.IsMissed || node.IsDraining) continue;
            node.IsMissed = true;
            meter.Lost();
        }

        return Task.FromResult<IReadOnlyList<OnlineNode>>(
            [.. _nodes.Values.Where(node => now - node.HeardAt <= OnlineFor).Select(node => node.ToOnlineNode())]);
    }

    public Task<IReadOnlyList<NodePulse>> HistoryAsync(string nodeId) =>
        Task.FromResult<IReadOnlyList<NodePulse>>(_nodes.TryGetValue(nodeId, out var node) ? [.. node.History] : []);
}
