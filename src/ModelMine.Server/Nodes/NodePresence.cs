namespace ModelMine.Server.Nodes;

/// <summary>Asks the network's grain. While that cannot be reached, the last answer stands: a list of jobs must not fail for it.</summary>
internal sealed partial class NodePresence(IGrainFactory grains, ILogger<NodePresence> logger) : INodePresence
{
    private IReadOnlyList<OnlineNode> _last = [];

    /// <summary>The nodes that heartbeat, with their newest heartbeats.</summary>
    public async ValueTask<IReadOnlyList<OnlineNode>> HeardAsync()
    {
        try
        {
            return _last = await grains.GetGrain<INetworkGrain>(0).OnlineAsync();
        }
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            LogUnreachable(error.Message);
            return _last;
        }
    }

    public async ValueTask<IReadOnlyList<PresentNode>> OnlineAsync() =>
        [.. (await HeardAsync()).Select(node => new PresentNode(
            node.Heartbeat.NodeId, node.Heartbeat.Slots, node.Heartbeat.BusySlots, node.TakesWork, node.Heartbeat.Facts, node.Heartbeat.Metrics.DiskFreeMiB))];

    [LoggerMessage(Level = LogLevel.Warning, Message = "Who is online could not be asked ({Reason}); the last answer stands.")]
    private partial void LogUnreachable(string reason);
}
