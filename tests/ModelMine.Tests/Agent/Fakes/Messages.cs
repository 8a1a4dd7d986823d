using System.Security.Cryptography;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Agent.Fakes;

/// <summary>What trainers say.</summary>
internal static class Messages
{
    public static TrainerProgress Progress(long step, long total = 100) =>
        new(new JobProgress { Step = step, TotalSteps = total, Epoch = 1, Epochs = 1, Loss = 1.0 / (step + 1) });

    public static TrainerMetric Loss(long first, int count = 1) => new(new MetricSeries(
        "train/loss", [.. Enumerable.Range(0, count).Select(i => first + i)], [.. Enumerable.Range(0, count).Select(i => 1.0 / (first + i))]));

    public static TrainerLog Log(string text) => new(DateTimeOffset.UnixEpoch, "info", text);

    public static TrainerSnapshot Snapshot(string file, byte[] content, long step) =>
        new(file, new SnapshotRef(Digest(content), content.Length, step, (int)(step / 10)));

    public static TrainerResult Result(string configDigest, string file, byte[] weights, double score = 0.97) => new(file, new JobResult
    {
        ScoreName = "accuracy",
        Score = score,
        Metrics = new Dictionary<string, double> { ["test/accuracy"] = score },
        Epochs = 1,
        Steps = 100,
        Seconds = 12.5,
        SamplesPerSecond = 1000,
        Parameters = 10,
        TrainSamples = 100,
        ValidationSamples = 10,
        TestSamples = 10,
        PeakMemoryMiB = 100,
        Threads = 1,
        CpuCapability = "DEFAULT",
        TorchVersion = "2.10.0",
        Seed = 1,
        Dataset = "mnist",
        DatasetDigest = Digest([1]),
        ConfigDigest = configDigest,
        WeightsDigest = Digest(weights),
        WeightsBytes = weights.Length,
    });

    public static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
