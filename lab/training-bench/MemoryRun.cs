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
        Console.WriteLine("| config | steps | resident at 20 % | at the end | grown | managed heap at 20 % | at the end |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var config in configs)
        {
            var points = new List<(int Step, double Resident, double Heap)>();
            OurLoop.Run(new("", config, 1, steps), threads, new(1, steps, step =>
            {
                if (step % (steps / 20) == 0) points.Add((step, Resident(), GC.GetTotalMemory(forceFullCollection: true) / MiB));
            }));
            var (first, last) = (points[points.Count / 5], points[^1]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| `{config}` | {steps:N0} | {first.Resident:F1} MiB | {last.Resident:F1} MiB | {last.Resident - first.Resident:+0.0;-0.0} MiB | {first.Heap:F2} MiB | {last.Heap:F2} MiB |"));
        }
    }

    private static double Resident()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line["VmRSS:".Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }
}
