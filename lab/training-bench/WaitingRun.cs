using System.Diagnostics;
using System.Globalization;
using ModelMine.Core.Datasets;
using ModelMine.Training.Data.Images;
using ModelMine.Training.Randomness;
using ModelMine.Training.Runtime;
using ModelMine.TrainingBench.Measuring;
using static TorchSharp.torch;

namespace ModelMine.TrainingBench;

/// <summary>The share of a step of the CNN on MNIST, at batch 32, that goes into taking the batch.</summary>
internal static class WaitingRun
{
    private const int Batch = 32;
    private const int Takes = 1500;

    public static void Run(int threads)
    {
        TorchRuntime.UseThreads(threads);
        var workload = new Workload("cnn", """{"modelType":"cnn","dataset":"mnist","epochs":1,"batchSize":32,"snapshotEverySeconds":3600}""", 50, 600);
        var step = Batch / OurLoop.SamplesPerSecond(workload, threads);
        var taking = SecondsToTake();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"batch {Batch}, {threads} threads: a step takes {step * 1e3:F3} ms, taking its batch {taking * 1e3:F3} ms: {taking / step:P1} of the step"));
    }

    private static double SecondsToTake()
    {
        var data = new ImageDataset(CatalogImages.Shipped(Path.Combine(AppContext.BaseDirectory, "datasets"), DatasetCatalog.FindEntry("mnist")!.Facts), 0.1, 42);
        using var order = tensor(new SeededRandom(42, Purpose.Order, 0).Permutation(data.TrainCount));
        Take(100);
        var began = Stopwatch.GetTimestamp();
        Take(Takes);
        return Stopwatch.GetElapsedTime(began).TotalSeconds / Takes;

        void Take(int count)
        {
            for (var i = 0; i < count; i++)
            {
                using var scope = NewDisposeScope();
                _ = data.Train(order.narrow(0, i * Batch % (data.TrainCount - Batch), Batch), epoch: 0);
            }
        }
    }
}
