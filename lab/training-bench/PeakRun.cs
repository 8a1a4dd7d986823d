using System.Diagnostics;
using System.Globalization;
using ModelMine.Training.Runtime;
using ModelMine.TrainingBench.Measuring;
using static TorchSharp.torch;

namespace ModelMine.TrainingBench;

/// <summary>
/// Arithmetic that each family does a second, beside what the fastest matrix multiplication of libtorch reaches on this machine.
/// Only multiplications and additions of layers are counted, forward once and backward twice; whatever else a step does is overhead.
/// </summary>
internal static class PeakRun
{
    private const int Repeats = 40;
    private static readonly int[] Sizes = [512, 1024, 1536, 2048];

    public static void Run(IReadOnlyList<string> families, int threads)
    {
        TorchRuntime.UseThreads(threads);
        // libtorch multiplies by MKL, and convolves by oneDNN: on some machines the one, on others the other is faster.
        var (product, convolution) = (Fastest(Product), Fastest(PointwiseConvolution));
        var peak = Math.Max(product, convolution);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"threads {threads}, GFLOP/s: matrix product {product / 1e9:F0}, the same product as a 1 × 1 convolution {convolution / 1e9:F0}; the peak is the greater"));
        Console.WriteLine("| family | samples/s | GFLOP/s | of the peak |");
        Console.WriteLine("|---|---:|---:|---:|");
        foreach (var family in families)
        {
            var samples = OurLoop.SamplesPerSecond(Workload.Of(family), threads);
            var reached = samples * 3 * ForwardOperations(family);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {family} | {samples:N0} | {reached / 1e9:F1} | {reached / peak:P0} |"));
        }
    }

    private static double Fastest(Func<int, double> operationsPerSecond) => Sizes.Max(operationsPerSecond);

    private static double Product(int size)
    {
        using var a = rand(size, size);
        using var b = rand(size, size);
        return Best(size, () => mm(a, b));
    }

    private static double PointwiseConvolution(int size)
    {
        using var scope = NewDisposeScope();
        var input = rand(1, size, size / 32, 32);
        var weight = rand(size, size, 1, 1);
        return Best(size, () => nn.functional.conv2d(input, weight));
    }

    private static double Best(int size, Func<Tensor> multiply)
    {
        using var noGradients = no_grad();
        var best = 0.0;
        for (var i = 0; i < Repeats; i++)
        {
            var began = Stopwatch.GetTimestamp();
            using var product = multiply();
            best = Math.Max(best, 2.0 * size * size * size / Stopwatch.GetElapsedTime(began).TotalSeconds);
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
