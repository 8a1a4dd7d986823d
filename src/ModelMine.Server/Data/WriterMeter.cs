using System.Diagnostics;
using System.Diagnostics.Metrics;
using ModelMine.Server.Shell.Telemetry;

namespace ModelMine.Server.Data;

/// <summary>Measures the writer: how long commits take, how many writes share one, and how long a write waits for its commit.</summary>
internal sealed class WriterMeter
{
    private readonly Meter _meter;
    private readonly Histogram<double> _commits;
    private readonly Histogram<int> _writes;
    private readonly Histogram<double> _waits;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Makes meters.</param>
    public WriterMeter(IMeterFactory meters)
    {
        _meter = meters.ServerMeter();
        double[] bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
        _commits = _meter.Seconds("modelmine.commit.duration", "Time that a group of writes took, from its first statement to the end of its commit.", bounds);
        _waits = _meter.Seconds("modelmine.write.duration", "Time from when a write was asked for until its caller was told of the commit.", bounds);
        _writes = _meter.CreateHistogram(
            "modelmine.commit.writes", "{write}", "Writes that shared one commit.", tags: null,
            new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });
    }

    /// <summary>Watches how many writes wait for a group.</summary>
    /// <param name="count">Counts them.</param>
    public void WatchQueue(Func<int> count) => _meter.CreateObservableGauge("modelmine.write.queue", count, "{write}", "Writes that wait for a group.");

    /// <summary>A group ended.</summary>
    /// <param name="began">When it began.</param>
    /// <param name="writes">Writes in it.</param>
    /// <param name="outcome"><c>committed</c>, <c>collided</c> or <c>failed</c>.</param>
    public void Ended(long began, int writes, string outcome)
    {
        var tag = new KeyValuePair<string, object?>("outcome", outcome);
        _commits.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, tag);
        _writes.Record(writes, tag);
    }

    /// <summary>The caller of a write was told.</summary>
    /// <param name="began">When it asked.</param>
    public void Told(long began) => _waits.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
}
