using ModelMine.Load.Measuring;

namespace ModelMine.Load.Reports;

/// <summary>How one kind of call went; latencies in milliseconds from when each was due.</summary>
internal sealed record CallRow(
    string Name, double PerSecond, long Answered, long Shed, IReadOnlyDictionary<string, int> Failures,
    double P50, double P90, double P99, double P999, double Longest, IReadOnlyList<double> P99ByMinute)
{
    public static CallRow Of(CallStatistics calls, TimeSpan duration)
    {
        var latency = calls.Latency;
        double At(double share) => latency.Percentile(share).TotalMilliseconds;
        return new CallRow(
            calls.Name, latency.Count / duration.TotalSeconds, latency.Count, calls.Shed, calls.Failures,
            At(0.5), At(0.9), At(0.99), At(0.999), latency.Longest.TotalMilliseconds, [.. calls.P99ByMinute.Select(p99 => p99.TotalMilliseconds)]);
    }
}
