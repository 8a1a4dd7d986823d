using System.Globalization;
using ModelMine.Training.Runtime;
using ModelMine.TrainingBench.Measuring;

namespace ModelMine.TrainingBench;

/// <summary>Trains a family in fp32 and in bf16 in turn, and tells how many times as fast bf16 is, pair by pair.</summary>
internal static class PrecisionRun
{
    public static void Run(IReadOnlyList<string> families, int rounds, int threads)
    {
        TorchRuntime.UseThreads(threads);
        Console.WriteLine("| family | fp32, samples/s | bf16, samples/s | bf16 / fp32, pair by pair |");
        Console.WriteLine("|---|---:|---:|---:|");
        foreach (var family in families)
        {
            var plain = Workload.Of(family);
            var mixed = plain with { Config = plain.Config[..^1] + ""","precision":"bf16"}""" };
            var pairs = Enumerable.Range(0, rounds).Select(_ => (Plain: OurLoop.SamplesPerSecond(plain, threads), Mixed: OurLoop.SamplesPerSecond(mixed, threads))).ToList();
            Console.WriteLine($"| {family} | {Series(pairs.Select(pair => pair.Plain), "N0")} | {Series(pairs.Select(pair => pair.Mixed), "N0")} | {Series(pairs.Select(pair => pair.Mixed / pair.Plain), "F2")} |");
        }
    }

    private static string Series(IEnumerable<double> values, string format) => string.Join(", ", values.Select(value => value.ToString(format, CultureInfo.InvariantCulture)));
}
