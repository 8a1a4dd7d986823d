using System.Globalization;
using ModelMine.TrainingBench.Measuring;

namespace ModelMine.TrainingBench;

/// <summary>Resident memory and the managed heap over a long training.</summary>
internal static class MemoryRun
{
    private const double MiB = 1024 * 1024;

    public static void Run(int steps, int threads)
    {
        string[] configs =
        [
            """{"modelType":"cnn","dataset":"mnist","epochs":1000,"batchSize":16,"channels":4,"snapshotEverySeconds":3600}""",
            """{"modelType":"transformer","dataset":"kjv","epochs":1000,"batchSize":4,"contextLength":16,"hiddenSize":32,"numHeads":2,"snapshotEverySeconds":3600}""",
        ];
        Console.WriteLine("| config | steps | resident at 20, 40, 60, 80, 100 % of them, MiB | managed heap, MiB |");
        Console.WriteLine("|---|---:|---:|---:|");
        foreach (var config in configs)
        {
            var points = new List<(int Step, double Resident, double Heap)>();
            OurLoop.Run(new("", config, 1, steps), threads, new(1, steps, step =>
            {
                if (step % (steps / 20) == 0) points.Add((step, Resident(), GC.GetTotalMemory(forceFullCollection: true) / MiB));
            }));
            var fifths = points.Where((_, i) => (i + 1) % (points.Count / 5) == 0).ToArray();
            Console.WriteLine($"| `{config}` | {steps:N0} | {Series(fifths.Select(point => point.Resident))} | {Series(fifths.Select(point => point.Heap))} |");
        }
    }

    private static string Series(IEnumerable<double> values) => string.Join(", ", values.Select(value => value.ToString("F1", CultureInfo.InvariantCulture)));

    private static double Resident()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line["VmRSS:".Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }
}
