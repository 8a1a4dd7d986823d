using ModelMine.Core.Contracts;

namespace ModelMine.SystemTests.Cluster;

/// <summary>What a simulated node says that it measured.</summary>
internal static class SimulatedResult
{
    public static JobResult Of(AttemptGrant grant, string weightsDigest, long weightsBytes) => new()
    {
        ScoreName = "accuracy", Score = 0.5, Metrics = new Dictionary<string, double> { ["test/accuracy"] = 0.5 }, Epochs = 1, Steps = 10, Seconds = 1,
        SamplesPerSecond = 10, Parameters = 10, TrainSamples = 8, ValidationSamples = 1, TestSamples = 1, PeakMemoryMiB = 1, Threads = 1,
        CpuCapability = "DEFAULT", TorchVersion = "none", Seed = 1, Dataset = "mnist", DatasetDigest = new string('0', 64),
        ConfigDigest = grant.ConfigDigest, WeightsDigest = weightsDigest, WeightsBytes = weightsBytes,
    };
}
