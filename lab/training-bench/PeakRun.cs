using System.Diagnostics;
using System.Globalization;
using ModelMine.Training.Runtime;
using ModelMine.TrainingBench.Measuring;
using static TorchSharp.torch;

namespace ModelMine.TrainingBench;

/// <summary>
/// Arithmetic that each family does a second, beside what a large matrix multiplication reaches on this machine. Only
/// multiplications and additions of layers are counted, forward once and backward twice; whatever else a step does is overhead.
/// </summary>
internal static class PeakRun
{
    private const int Size = 1536;

    public static void Run(IReadOnlyList<string> families, int threads)
    {
        TorchRuntime.UseThreads(threads);
        var peak = MatrixMultiply();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"threads {threads}: {Size} × {Size} matrices multiply at {peak / 1e9:F1} GFLOP/s"));
        Console.WriteLine("| family | samples/s | GFLOP/s | of the peak |");
        Console.WriteLine("|---|---:|---:|---:|");
        foreach (var family in families)
        {
            var samples = OurLoop.SamplesPerSecond(Workload.Of(family), threads);
            var reached = samples * 3 * ForwardOperations(family);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {family} | {samples:N0} | {reached / 1e9:F1} | {reached / peak:P0} |"));
        }
    }

    private static double MatrixMultiply()
    {
        using var a = rand(Size, Size);
        using var b = rand(Size, Size);
        var best = 0.0;
        for (var i = 0; i < 12; i++)
        {
            var began = Stopwatch.GetTimestamp();
            using var product = mm(a, b);
            best = Math.Max(best, 2.0 * Size * Size * Size / Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        return best;
    }

    /// <summary>Operations of a sample's forward pass; a multiplication and an addition are two.</summary>
    private static double ForwardOperations(string family) => family switch
    {
        "cnn" => Convolution(28, 1, 16) + Convolution(14, 16, 32) + Convolution(7, 32, 64) + 2 * (64 * 9 * 128 + 128 * 10),
        "resnet" => Convolution(28, 1, 64) + 4 * Convolution(28, 64, 64)
            + Convolution(14, 64, 128) + 3 * Convolution(14, 128, 128)
            + Convolution(7, 128, 256) + 3 * Convolution(7, 256, 256)
            + Convolution(4, 256, 512) + 3 * Convolution(4, 512, 512)
            + (Convolution(14, 64, 128) + Convolution(7, 128, 256) + Convolution(4, 256, 512)) / 9,
        _ => 2.0 * 64 * (2 * 12 * 128 * 128 + 61 * 128) + 2 * 2 * 2.0 * 64 * 64 * 128,
    };

    private static double Convolution(double side, double inputs, double outputs) => 2 * 9 * side * side * inputs * outputs;
}
