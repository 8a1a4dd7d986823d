namespace ModelMine.Chaos.Checks.Jobs.Turns;

/// <summary>What one user has waiting and running.</summary>
internal sealed class UserTurn
{
    private readonly Dictionary<string, int> _waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _fresh = new(StringComparer.Ordinal);

    /// <summary>Jobs that run.</summary>
    public int Running { get; private set; }

    /// <summary>Highest priority that waits, in backoff or not; 0 when nothing does.</summary>
    public int HighestWaiting => _waiting.Count == 0 ? 0 : _waiting.Values.Max();

    /// <summary>Highest priority of the jobs that never ran and that any node can hold; 0 when there is none.</summary>
    public int HighestFresh => _fresh.Count == 0 ? 0 : _fresh.Values.Max();

    /// <summary>Takes a move of one of the user's jobs.</summary>
    public void Take(QueueMove move)
    {
        Running += move.What switch { "GRANTED" => 1, "RETURNED" or "ENDED" => -1, _ => 0 };
        if (move.What is "WAITS" or "RETURNED") _waiting[move.JobId] = move.Priority;
        else _waiting.Remove(move.JobId);
        if (move.What == "WAITS" && move.Anywhere) _fresh[move.JobId] = move.Priority;
        else _fresh.Remove(move.JobId);
    }
}
