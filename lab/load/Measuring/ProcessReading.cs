using System.Globalization;

namespace ModelMine.Load.Measuring;

/// <summary>What processes have used so far, as Linux tells it.</summary>
/// <param name="CpuSeconds">Processor time.</param>
/// <param name="MemoryMiB">Memory, what is shared counted in parts (PSS).</param>
internal readonly record struct ProcessReading(double CpuSeconds, double MemoryMiB)
{
    /// <summary>Linux counts processor time in hundredths of a second.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Reads a process and all below it.</summary>
    /// <param name="root">Its id.</param>
    /// <param name="apart">Processes that are read by themselves, and so do not count here.</param>
    public static ProcessReading OfTree(int root, IEnumerable<int> apart)
    {
        var others = apart.Where(id => id != root).ToHashSet();
        var all = All();
        var (cpu, memory) = (0.0, 0.0);
        var open = new Stack<int>([root]);
        while (open.TryPop(out var id))
        {
            if (others.Contains(id) || !all.TryGetValue(id, out var process)) continue;
            cpu += process.Ticks / TicksPerSecond;
            memory += MemoryOf(id);
            foreach (var (child, _) in all.Where(other => other.Value.Parent == id)) open.Push(child);
        }

        return new ProcessReading(cpu, memory);
    }

    /// <summary>The process of this name whose command line holds a text.</summary>
    public static int Find(string name, string text) =>
        All().Where(process => process.Value.Name == name && CommandLine(process.Key).Contains(text, StringComparison.Ordinal)).Min(process => process.Key);

    /// <summary>Seconds that all processors of the machine were busy, added up.</summary>
    public static double MachineCpuSeconds()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..].Select(field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();

        // user nice system idle iowait irq softirq steal; what guests use is within user.
        return (fields.Take(8).Sum() - fields[3] - fields[4]) / TicksPerSecond;
    }

    private static Dictionary<int, (string Name, int Parent, long Ticks)> All()
    {
        var all = new Dictionary<int, (string Name, int Parent, long Ticks)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id) || Read($"{folder}/stat") is not { } stat) continue;
            var (open, close) = (stat.IndexOf('('), stat.LastIndexOf(')'));
            var fields = stat[(close + 2)..].Split(' ');

            // utime and stime, and the same of the children that it has seen end.
            var ticks = fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
            all[id] = (stat[(open + 1)..close], int.Parse(fields[1], CultureInfo.InvariantCulture), ticks);
        }

        return all;
    }

    private static double MemoryOf(int id)
    {
        var line = Read($"/proc/{id}/smaps_rollup")?.Split('\n').FirstOrDefault(line => line.StartsWith("Pss:", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static string CommandLine(int id) => (Read($"/proc/{id}/cmdline") ?? "").Replace('\0', ' ');

    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile.
            return null;
        }
    }
}
