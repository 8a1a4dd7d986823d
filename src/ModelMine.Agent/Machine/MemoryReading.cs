using System.Globalization;

namespace ModelMine.Agent.Machine;

/// <summary>Memory that this process may count on.</summary>
/// <param name="TotalBytes">All of it.</param>
/// <param name="UsedBytes">What cannot be had.</param>
internal readonly record struct MemoryReading(long TotalBytes, long UsedBytes)
{
    private const long KiB = 1024;

    /// <summary>What can still be had.</summary>
    public long AvailableBytes => Math.Max(0, TotalBytes - UsedBytes);

    /// <summary>Reads <c>/proc/meminfo</c>; null when it lacks what is needed.</summary>
    /// <param name="lines">Its lines.</param>
    public static MemoryReading? Parse(IEnumerable<string> lines)
    {
        long? total = null, available = null;
        foreach (var line in lines)
        {
            if (line.StartsWith("MemTotal:", StringComparison.Ordinal)) total = Number(line);
            if (line.StartsWith("MemAvailable:", StringComparison.Ordinal)) available = Number(line);
        }

        return total is { } all && available is { } free ? new MemoryReading(all * KiB, Math.Max(0, all - free) * KiB) : null;
    }

    /// <summary>The tighter of the two: a container sees the machine's memory, and may use only its own.</summary>
    /// <param name="limit">What the control group says; null when there is no limit.</param>
    public MemoryReading Within(MemoryReading? limit) =>
        limit is { } group && group.TotalBytes < TotalBytes ? group with { UsedBytes = Math.Min(group.TotalBytes, group.UsedBytes) } : this;

    private static long? Number(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var number, ..]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
