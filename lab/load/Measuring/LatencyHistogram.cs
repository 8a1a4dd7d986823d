using System.Numerics;

namespace ModelMine.Load.Measuring;

/// <summary>
/// Counts latencies in buckets that grow with what they hold, 32 for each doubling: any percentile is right to 3 %, at any
/// size, without a value being kept. Safe to record into from any thread.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBucketBits = 5;
    private const int SubBuckets = 1 << SubBucketBits;

    private readonly long[] _counts = new long[64 << SubBucketBits];
    private long _count;
    private long _longest;

    public long Count => Volatile.Read(ref _count);

    public TimeSpan Longest => TimeSpan.FromMicroseconds(Volatile.Read(ref _longest));

    public void Record(TimeSpan latency)
    {
        var microseconds = Math.Max(0, (long)latency.TotalMicroseconds);
        Interlocked.Increment(ref _counts[BucketOf(microseconds)]);
        Interlocked.Increment(ref _count);
        long seen;
        while (microseconds > (seen = Volatile.Read(ref _longest)) && Interlocked.CompareExchange(ref _longest, microseconds, seen) != seen)
        {
            // Somebody else recorded a longer one: look again.
        }
    }

    /// <summary>The latency that a share of all did not exceed.</summary>
    /// <param name="share">Such as 0.99.</param>
    public TimeSpan Percentile(double share)
    {
        var wanted = (long)Math.Ceiling(share * Count);
        var below = 0L;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            below += Volatile.Read(ref _counts[bucket]);
            if (below >= wanted && below > 0) return TimeSpan.FromMicroseconds(Math.Min(UpperEnd(bucket), Volatile.Read(ref _longest)));
        }

        return Longest;
    }

    private static int BucketOf(long value)
    {
        if (value < SubBuckets) return (int)value;
        var shift = BitOperations.Log2((ulong)value) - SubBucketBits;
        return (shift << SubBucketBits) + (int)(value >> shift);
    }

    private static long UpperEnd(int bucket)
    {
        if (bucket < 2 * SubBuckets) return bucket;
        var shift = (bucket >> SubBucketBits) - 1;
        return ((long)(bucket - (shift << SubBucketBits) + 1) << shift) - 1;
    }
}
