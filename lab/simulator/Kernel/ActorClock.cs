namespace ModelMine.Simulator.Kernel;

/// <summary>
/// The clocks of one process: a wall clock that can be set, and a steady one that stands still while the machine sleeps.
/// </summary>
/// <param name="actor">The process.</param>
internal sealed class ActorClock(Actor actor) : TimeProvider
{
    /// <summary>When every story begins.</summary>
    public static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How far the wall clock is wrong.</summary>
    public TimeSpan WallError { get; set; }

    /// <summary>How long the machine has slept.</summary>
    public TimeSpan Slept { get; set; }

    /// <summary>What the steady clock shows.</summary>
    public TimeSpan Steady => actor.Scheduler.Now - Slept;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Beginning + actor.Scheduler.Now + WallError;

    public override long GetTimestamp() => Steady.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ActorTimer(actor, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }
}
