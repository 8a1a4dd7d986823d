using System.Diagnostics;

namespace ModelMine.Chaos.Runs;

/// <summary>Time since the run began.</summary>
internal sealed class RunClock
{
    private readonly long _began = Stopwatch.GetTimestamp();

    public TimeSpan Now => Stopwatch.GetElapsedTime(_began);

    /// <summary>Waits until it is so late; not at all when it is later.</summary>
    public Task UntilAsync(TimeSpan at, CancellationToken cancellation) =>
        at - Now is { Ticks: > 0 } wait ? Task.Delay(wait, TimeProvider.System, cancellation) : Task.CompletedTask;
}
