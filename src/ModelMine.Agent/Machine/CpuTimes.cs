using System.Globalization;

namespace ModelMine.Agent.Machine;

/// <summary>Time that all cores together spent since the start of the system, in any unit.</summary>
/// <param name="Busy">Not idle.</param>
/// <param name="Total">In all.</param>
internal readonly record struct CpuTimes(double Busy, double Total)
{
    // proc(5): user nice system idle iowait irq softirq steal; guest times are within user and nice already.
    private const int Idle = 3;
    private const int WaitForDisk = 4;
    private const int Counted = 8;

    /// <summary>Reads the first line of <c>/proc/stat</c>; null when it is another.</summary>
    /// <param name="line">Such as <c>cpu  4705 356 584 3699 23 0 12 0 0 0</c>.</param>
    public static CpuTimes? Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["cpu", _, _, _, _, ..]) return null;
        double total = 0, idle = 0;
        for (var i = 0; i < Math.Min(Counted, words.Length - 1); i++)
        {
            if (!ulong.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var jiffies)) return null;
            total += jiffies;
            if (i is Idle or WaitForDisk) idle += jiffies;
        }

        return new CpuTimes(total - idle, total);
    }

    /// <summary>Share in use between an earlier reading and this one, 0 to 1; null when no time passed.</summary>
    /// <param name="earlier">The earlier reading.</param>
    public double? ShareSince(CpuTimes earlier) =>
        Total > earlier.Total ? Math.Clamp((Busy - earlier.Busy) / (Total - earlier.Total), 0, 1) : null;
}
