using System.Diagnostics;

namespace ModelMine.Chaos.Runs;

/// <summary>
/// The time that plans go by. It stands while it is held, so that on a slower machine a run takes longer, with the same jobs
/// beside the same faults, instead of drowning in what it asked for.
/// </summary>
/// <param name="mostHeld">Held for longer than this altogether, it goes on nevertheless: every run ends.</param>
internal sealed class RunClock(TimeSpan mostHeld)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Lock _lock = new();
    private TimeSpan _held;
    private long? _heldSince;

    /// <summary>Planned time that is over.</summary>
    public TimeSpan Now => Stopwatch.GetElapsedTime(_began) - Held;

    /// <summary>How long it stood.</summary>
    public TimeSpan Held
    {
        get
        {
            lock (_lock)
            {
                var held = _heldSince is { } since ? _held + Stopwatch.GetElapsedTime(since) : _held;
                return held < mostHeld ? held : mostHeld;
            }
        }
    }

    /// <summary>Lets it stand, or go on.</summary>
    public void Hold(bool isHeld)
    {
        lock (_lock)
        {
            if (isHeld == _heldSince is not null) return;
            if (_heldSince is { } since) _held += Stopwatch.GetElapsedTime(since);
            _heldSince = isHeld ? Stopwatch.GetTimestamp() : null;
        }
    }

    /// <summary>Waits until it is so late; not at all when it is later.</summary>
    public async Task UntilAsync(TimeSpan at, CancellationToken cancellation)
    {
        while (at - Now is { Ticks: > 0 } wait) await Task.Delay(wait < Look ? wait : Look, TimeProvider.System, cancellation);
    }
}
