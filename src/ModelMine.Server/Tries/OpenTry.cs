namespace ModelMine.Server.Tries;

/// <summary>A request under way, on the desk.</summary>
internal sealed class OpenTry(TryTicket ticket, DateTimeOffset now)
{
    private readonly List<string> _pieces = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TryTicket Ticket { get; } = ticket;

    /// <summary>Completes when a node was chosen.</summary>
    public TaskCompletionSource Chosen { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DateTimeOffset OpenedAt { get; } = now;

    public string? NodeId { get; private set; }

    /// <summary>When the node last said that it is at it.</summary>
    public DateTimeOffset HeardAt { get; private set; } = now;

    public bool IsComplete { get; private set; }

    /// <summary>Completes when there are more pieces.</summary>
    public Task Changed => _changed.Task;

    public void GiveTo(string nodeId, DateTimeOffset now)
    {
        (NodeId, HeardAt) = (nodeId, now);
        Chosen.TrySetResult();
    }

    public void Add(int first, IReadOnlyList<string> pieces, bool isLast, DateTimeOffset now)
    {
        HeardAt = now;
        _pieces.AddRange(pieces.Skip(Math.Max(0, _pieces.Count - first)));
        IsComplete |= isLast;
        var changed = _changed;
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.TrySetResult();
    }

    public IReadOnlyList<string> After(int seen) => [.. _pieces.Skip(seen)];
}
