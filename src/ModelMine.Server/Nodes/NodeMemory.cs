namespace ModelMine.Server.Nodes;

/// <summary>What the network remembers of one node.</summary>
internal sealed class NodeMemory
{
    /// <summary>Five minutes of heartbeats.</summary>
    private const int HistoryLength = 60;

    private readonly Queue<NodePulse> _history = new(HistoryLength);
    private HeardHeartbeat? _newest;
    private bool _maintenance;
    private bool _holdsNothing;
    private long _grants;

    public DateTimeOffset HeardAt { get; private set; }

    public string? StoredFingerprint { get; private set; }

    public DateTimeOffset StoredAt { get; private set; }

    public bool GivesBack { get; private set; }

    /// <summary>Whether it fell silent without having said that it would, and that was counted.</summary>
    public bool IsMissed { get; set; }

    public bool IsDraining => _newest?.Draining == true;

    public IEnumerable<NodePulse> History => _history;

    /// <summary>What to answer to the newest heartbeat. A new session may have left something behind: then there is always a look.</summary>
    public HeardAnswer Answer(bool isBehind) => new(isBehind, GivesBack, _holdsNothing && StoredFingerprint == _newest?.Fingerprint, _grants);

    /// <summary>Takes a heartbeat. False when it left out facts that are not known.</summary>
    public bool Hear(HeardHeartbeat heartbeat, DateTimeOffset now)
    {
        if (heartbeat.Facts is null)
        {
            if (_newest?.Fingerprint != heartbeat.Fingerprint) return false;
            heartbeat = heartbeat with { Facts = _newest.Facts };
        }

        (_newest, HeardAt, IsMissed) = (heartbeat, now, false);
        if (heartbeat.BusySlots > 0) _holdsNothing = false;
        if (_history.Count == HistoryLength) _history.Dequeue();
        var metrics = heartbeat.Metrics;
        var memory = metrics.MemoryTotalMiB > 0 ? Math.Clamp(metrics.MemoryUsedMiB / metrics.MemoryTotalMiB, 0, 1) : 0;
        _history.Enqueue(new NodePulse(now, metrics.Cpu, memory));
        return true;
    }

    public void Stored(string fingerprint, bool maintenance, bool givesBack, DateTimeOffset now)
    {
        (StoredFingerprint, StoredAt) = (fingerprint, now);
        Maintain(maintenance, givesBack);
    }

    public void Grant() => (_holdsNothing, _grants) = (false, _grants + 1);

    public void HoldNothing(long grants) => _holdsNothing = grants == _grants;

    public void Maintain(bool maintenance, bool givesBack) => (_maintenance, GivesBack) = (maintenance, givesBack);

    public OnlineNode ToOnlineNode() => new(_newest!, HeardAt, !_newest!.Draining && !_maintenance);
}
