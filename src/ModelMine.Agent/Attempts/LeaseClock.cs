namespace ModelMine.Agent.Attempts;

/// <summary>
/// How long a lease still lasts, on a clock that nobody can set, counted from when the request was sent that renewed it: the
/// server counts from later, so the agent stops first (invariant L3).
/// </summary>
internal sealed class LeaseClock
{
    private const double MarginShare = 0.2;
    private static readonly TimeSpan LargestMargin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SmallestWait = TimeSpan.FromMilliseconds(1);
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private long _stopAt;

    /// <summary>Starts with the lease as it was granted.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="sentAt">When the claim was sent, a timestamp of the clock.</param>
    /// <param name="leaseSeconds">How long the lease lasts from then.</param>
    public LeaseClock(TimeProvider time, long sentAt, double leaseSeconds)
    {
        _time = time;
        _stopAt = StopAt(sentAt, leaseSeconds);
    }

    /// <summary>Time until the work must stop; zero or less when it must have.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_lock) return _time.GetElapsedTime(_time.GetTimestamp(), _stopAt);
        }
    }

    /// <summary>Counts a renewal. An answer that was overtaken never shortens the lease.</summary>
    /// <param name="sentAt">When the request was sent, a timestamp of the clock.</param>
    /// <param name="leaseSeconds">How long the lease lasts from then.</param>
    public void Renew(long sentAt, double leaseSeconds)
    {
        lock (_lock) _stopAt = Math.Max(_stopAt, StopAt(sentAt, leaseSeconds));
    }

    /// <summary>Completes when the work must stop.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ExpiredAsync(CancellationToken cancellationToken)
    {
        while (Left is var left && left > TimeSpan.Zero)
            await Task.Delay(left > SmallestWait ? left : SmallestWait, _time, cancellationToken);
    }

    private long StopAt(long sentAt, double leaseSeconds)
    {
        var margin = Math.Min(LargestMargin.TotalSeconds, leaseSeconds * MarginShare);
        return sentAt + (long)((leaseSeconds - margin) * _time.TimestampFrequency);
    }
}
