namespace ModelMine.Agent.Attempts;

/// <summary>The attempts that this agent holds. Safe from any thread.</summary>
internal sealed class HeldAttempts
{
    private readonly Lock _lock = new();
    private readonly List<AttemptRun> _runs = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The attempts now, and a task that completes when something about them changes.</summary>
    public (IReadOnlyList<AttemptRun> Runs, Task Changed) Now()
    {
        lock (_lock) return ([.. _runs], _changed.Task);
    }

    /// <summary>Takes an attempt in; false when it is held already.</summary>
    /// <param name="run">The attempt.</param>
    public bool TryAdd(AttemptRun run)
    {
        lock (_lock)
        {
            if (_runs.Exists(held => held.Grant.AttemptId == run.Grant.AttemptId)) return false;
            _runs.Add(run);
        }

        NotifyChanged();
        return true;
    }

    /// <summary>An attempt ended.</summary>
    /// <param name="run">The attempt.</param>
    public void Remove(AttemptRun run)
    {
        lock (_lock) _runs.Remove(run);
        NotifyChanged();
    }

    /// <summary>The attempt of that id was lost; nothing happens when it is not held.</summary>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="why">What the server said.</param>
    public void Lose(string attemptId, string why)
    {
        AttemptRun? run;
        lock (_lock) run = _runs.Find(held => held.Grant.AttemptId == attemptId);
        run?.Lose(why);
    }

    /// <summary>Something about the attempts changed.</summary>
    public void NotifyChanged()
    {
        TaskCompletionSource changed;
        lock (_lock) (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        changed.TrySetResult();
    }
}
