namespace ModelMine.Server.Nodes;

/// <summary>What the network remembers of one node.</summary>
internal sealed class NodeMemory
{
    /// <summary>Five minutes of heartbeats.</summary>
    private const int HistoryLength = 60;

    private readonly Queue<NodePulse> _history = new(HistoryLength);
    private HeardHeartbeat? _newest;
    private bool _maintenance;

    public DateTimeOffset HeardAt { get; private set; }

    public string? StoredFingerprint { get; private set; }

    public DateTimeOffset StoredAt { get; private set; }

    public bool GivesBack { get; private set; }

    public IEnumerable<NodePulse> History => _history;

    public void Hear(HeardHeartbeat heartbeat, DateTimeOffset now)
    {
        (_newest, HeardAt) = (heartbeat, now);
        if (_history.Count == HistoryLength) _history.Dequeue();
        var metrics = heartbeat.Metrics;
        var memory = metrics.MemoryTotalMiB > 0 ? Math.Clamp(metrics.MemoryUsedMiB / metrics.MemoryTotalMiB, 0, 1) : 0;
        _history.Enqueue(new NodePulse(now, metrics.Cpu, memory));
    }

    public void Stored(string fingerprint, bool maintenance, bool givesBack, DateTimeOffset now)
    {
        (StoredFingerprint, StoredAt) = (fingerprint, now);
        Maintain(maintenance, givesBack);
    }

    public void Maintain(bool maintenance, bool givesBack) => (_maintenance, GivesBack) = (maintenance, givesBack);

    public OnlineNode ToOnlineNode() => new(_newest!, HeardAt, !_newest!.Draining && !_maintenance);
}
