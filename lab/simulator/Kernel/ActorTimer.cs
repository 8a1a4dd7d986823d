namespace ModelMine.Simulator.Kernel;

/// <summary>A timer by the steady clock of a process.</summary>
/// <param name="actor">The process.</param>
/// <param name="callback">What it does.</param>
internal sealed class ActorTimer(Actor actor, Action callback) : ITimer
{
    private int _setting;
    private TimeSpan _period;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _setting++;
        _period = period;
        if (dueTime != Timeout.InfiniteTimeSpan) Arm(_setting, actor.Clock.Steady + dueTime);
        return true;
    }

    public void Dispose() => _setting++;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Arm(int setting, TimeSpan due) => actor.Scheduler.Add(due - actor.Clock.Steady, actor, () => Fire(setting, due));

    private void Fire(int setting, TimeSpan due)
    {
        if (setting != _setting) return;
        if (actor.Clock.Steady < due)
        {
            // The machine slept meanwhile: the rest is still to come.
            Arm(setting, due);
            return;
        }

        if (_period > TimeSpan.Zero) Arm(setting, actor.Clock.Steady + _period);
        callback();
    }
}
