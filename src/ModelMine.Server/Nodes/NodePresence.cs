namespace ModelMine.Server.Nodes;

/// <summary>
/// Asks the network's grain. While that cannot be reached, the last answer stands: a list of jobs must not fail for it. The
/// answer of a large network is large, and stands for a moment: what is asked of each job must not cost as much as there are nodes.
/// </summary>
/// <param name="grains">Reaches the grain.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class NodePresence(IGrainFactory grains, TimeProvider time, ILogger<NodePresence> logger) : INodePresence
{
    /// <summary>Of so many nodes the answer is always a fresh one.</summary>
    private const int Few = 100;

    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Answer? _last;
    private Task<Answer>? _asking;

    /// <summary>The nodes that heartbeat, with their newest heartbeats.</summary>
    public async ValueTask<IReadOnlyList<OnlineNode>> HeardAsync() => (await AnswerAsync()).Heard;

    public async ValueTask<IReadOnlyList<PresentNode>> OnlineAsync() => (await AnswerAsync()).Online;

    public void NoteGrant(string nodeId) => grains.GetGrain<INetworkGrain>(0).GrantedAsync(nodeId).Ignore();

    private Task<Answer> AnswerAsync()
    {
        lock (_lock)
        {
            if (_last is { Heard.Count: <= Few }) return AskAsync();
            if (_last is not null && time.GetElapsedTime(_last.At) < GoodFor) return Task.FromResult(_last);
            return _asking is { IsCompleted: false } ? _asking : _asking = AskAsync();
        }
    }

    private async Task<Answer> AskAsync()
    {
        try
        {
            var heard = await grains.GetGrain<INetworkGrain>(0).OnlineAsync();
            var answer = new Answer(heard, [.. heard.Select(Present)], time.GetTimestamp());
            lock (_lock) return _last = answer;
        }
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            LogUnreachable(error.Message);
            lock (_lock) return _last ?? new Answer([], [], 0);
        }
    }

    private static PresentNode Present(OnlineNode node) => new(
        node.Heartbeat.NodeId, node.Heartbeat.Slots, node.Heartbeat.BusySlots, node.TakesWork, node.Heartbeat.Facts!, node.Heartbeat.Metrics.DiskFreeMiB);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Who is online could not be asked ({Reason}); the last answer stands.")]
    private partial void LogUnreachable(string reason);

    private sealed record Answer(IReadOnlyList<OnlineNode> Heard, IReadOnlyList<PresentNode> Online, long At);
}
