using System.Collections.Concurrent;

namespace ModelMine.Load.Measuring;

/// <summary>How one kind of call went. Latency counts from when the call was due, not from when it was sent.</summary>
/// <param name="name">Of the kind.</param>
/// <param name="time">The clock.</param>
internal sealed class CallStatistics(string name, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private readonly ConcurrentDictionary<int, LatencyHistogram> _minutes = [];
    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private long _due;
    private long _shed;
    private long _inFlight;

    public string Name => name;

    public LatencyHistogram Latency { get; } = new();

    /// <summary>Calls that fell due.</summary>
    public long Due => Volatile.Read(ref _due);

    /// <summary>Calls that fell due and were not sent, because too many were under way.</summary>
    public long Shed => Volatile.Read(ref _shed);

    public long InFlight => Volatile.Read(ref _inFlight);

    /// <summary>What failed, by reason.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    /// <summary>p99 of the calls that ended in each minute.</summary>
    public IReadOnlyList<TimeSpan> P99ByMinute => [.. _minutes.OrderBy(minute => minute.Key).Select(minute => minute.Value.Percentile(0.99))];

    /// <summary>Makes one call.</summary>
    /// <param name="dueAt">When it should have been sent, a timestamp of the clock.</param>
    /// <param name="mostInFlight">With more under way, it is counted as shed and not made.</param>
    /// <param name="call">The call; what it throws is counted.</param>
    public async Task MeasureAsync(long dueAt, int mostInFlight, Func<Task> call)
    {
        Interlocked.Increment(ref _due);
        if (Interlocked.Increment(ref _inFlight) > mostInFlight)
        {
            Interlocked.Increment(ref _shed);
            Interlocked.Decrement(ref _inFlight);
            return;
        }

        try
        {
            await call();
            Record(time.GetElapsedTime(dueAt));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            _failures.AddOrUpdate($"{error.GetType().Name}: {error.Message}", 1, (_, count) => count + 1);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    /// <summary>Counts something that arrived without a call.</summary>
    public void Record(TimeSpan latency)
    {
        Latency.Record(latency);
        _minutes.GetOrAdd((int)time.GetElapsedTime(_began).TotalMinutes, _ => new LatencyHistogram()).Record(latency);
    }
}
