using ModelMine.Training.Runtime;
using ModelMine.TrainingBench.Bare;
using ModelMine.TrainingBench.Measuring;

namespace ModelMine.TrainingBench;

/// <summary>Our loop and a bare one, in turn, in one process.</summary>
internal static class LoopComparison
{
    public static void Run(IReadOnlyList<string> families, int rounds, int threads)
    {
        TorchRuntime.UseThreads(threads);
        Console.WriteLine($"threads {threads}, {TorchRuntime.CpuCapability}, libtorch {TorchRuntime.Version}; samples/s: median (least–most) of {rounds} pairs");
        Console.WriteLine("| family | ours | bare TorchSharp | ours / bare, pair by pair |");
        Console.WriteLine("|---|---:|---:|---:|");
        foreach (var family in families)
        {
            var workload = Workload.Of(family);
            using var bare = BareLoop.Of(workload);
            var (ours, theirs, ratios) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                ours.Add(OurLoop.SamplesPerSecond(workload, threads));
                theirs.Add(bare.SamplesPerSecond(workload));
                ratios.Add(ours[^1] / theirs[^1]);
            }

            Console.WriteLine($"| {family} | {new Spread(ours).Text("N0")} | {new Spread(theirs).Text("N0")} | {new Spread(ratios).Text("F3")} |");
        }
    }
}
