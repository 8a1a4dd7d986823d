using System.Security.Cryptography;
using System.Text;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Server;

/// <summary>What a trainer would send, for tests of what the server makes of it.</summary>
internal static class Results
{
    public static JobResult Of(AttemptGrant grant, double score = 0.9) => new()
    {
        ScoreName = "accuracy",
        Score = score,
        Metrics = new Dictionary<string, double> { ["test/accuracy"] = score },
        Epochs = 1,
        Steps = 100,
        Seconds = 1.5,
        SamplesPerSecond = 2000,
        Parameters = 10,
        TrainSamples = 80,
        ValidationSamples = 10,
        TestSamples = 10,
        PeakMemoryMiB = 100,
        Threads = 1,
        CpuCapability = "DEFAULT",
        TorchVersion = "2.10.0",
        Seed = 42,
        Dataset = "mnist",
        DatasetDigest = Digest("dataset"),
        ConfigDigest = grant.ConfigDigest,
        WeightsDigest = Digest(grant.AttemptId),
        WeightsBytes = 40,
    };

    public static AttemptReport Report(AttemptGrant grant, long seq, double fraction) => new()
    {
        LeaseEpoch = grant.LeaseEpoch,
        ReportSeq = seq,
        Progress = new JobProgress { Step = (long)(fraction * 1000), TotalSteps = 1000, Epoch = 1, Epochs = 1, Loss = 1 - fraction },
        Metrics = [new MetricSeries("train/loss", [seq], [1 - fraction])],
        Logs = [new LogLine(0, DateTimeOffset.UnixEpoch, "info", $"report {seq}")],
    };

    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
