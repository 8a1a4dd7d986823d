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
    private TaskCompletionSource _renewed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _stopAt;
    private TimeSpan _margin;

    /// <summary>Starts with the lease as it was granted.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="sentAt">When the claim was sent, a timestamp of the clock.</param>
    /// <param name="leaseSeconds">How long the lease lasts from then.</param>
    public LeaseClock(TimeProvider time, long sentAt, double leaseSeconds)
    {
        _time = time;
        _stopAt = StopAt(sentAt, leaseSeconds);
    }

    /// <summary>Time between when the work must stop and the end of the lease.</summary>
    public TimeSpan Margin
    {
        get
        {
            lock (_lock) return _margin;
        }
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
        lock (_lock)
        {
            _stopAt = Math.Max(_stopAt, StopAt(sentAt, leaseSeconds));
            _renewed.TrySetResult();
            _renewed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Completes when the work must stop.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task ExpiredAsync(CancellationToken cancellationToken)
    {
        while (Left is var left && left > TimeSpan.Zero)
            await Task.Delay(left > SmallestWait ? left : SmallestWait, _time, cancellationToken);
    }

    /// <summary>Waits, after the work had to stop, until it may go on.</summary>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False when the lease was not renewed in that time.</returns>
    public async Task<bool> RenewedAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            while (NextRenewal() is { } renewal) await renewal.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    // Null when the lease holds: a renewal that came late may be over already.
    private Task? NextRenewal()
    {
        lock (_lock) return Left > TimeSpan.Zero ? null : _renewed.Task;
    }

    private long StopAt(long sentAt, double leaseSeconds)
    {
        _margin = TimeSpan.FromSeconds(Math.Min(LargestMargin.TotalSeconds, leaseSeconds * MarginShare));
        return sentAt + (long)((leaseSeconds - _margin.TotalSeconds) * _time.TimestampFrequency);
    }
}
