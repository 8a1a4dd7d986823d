using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Cli;

/// <summary>Views as a server would answer them.</summary>
internal static class Samples
{
    public const string JobId = "job_7h2k9qv4m1xw8c3e";

    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly JsonElement Config = JsonDocument.Parse("""{"modelType":"mlp","epochs":2}""").RootElement;

    public static byte[] Weights { get; } = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i:x4} ")));

    public static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static JobDetail Job(string id = JobId, JobStatus status = JobStatus.Running, long lastEvent = 0) => new()
    {
        Id = id,
        Title = "Digits",
        Status = status,
        ModelType = "mlp",
        Dataset = "mnist",
        Priority = 50,
        TokenStake = 100,
        CreatedAt = Noon,
        Attempt = 1,
        MaxAttempts = 3,
        LastEventSeq = lastEvent,
        Config = Config,
        EffectiveConfig = Config,
        ConfigDigest = new string('c', 64),
        Attempts = [],
        Contributions = [],
        Transfers = [],
        Result = status is JobStatus.Completed ? Result() : null,
        FailureReason = status is JobStatus.Failed ? "The node caught fire." : null,
    };

    public static JobResult Result() => new()
    {
        ScoreName = "accuracy",
        Score = 0.9876,
        Metrics = new Dictionary<string, double> { ["test/accuracy"] = 0.9876 },
        Epochs = 2,
        Steps = 1200,
        Seconds = 41,
        SamplesPerSecond = 3000,
        Parameters = 101_770,
        TrainSamples = 54_000,
        ValidationSamples = 6_000,
        TestSamples = 10_000,
        PeakMemoryMiB = 300,
        Threads = 2,
        CpuCapability = "AVX2",
        TorchVersion = "2.10.0",
        Seed = 1,
        Dataset = "mnist",
        DatasetDigest = new string('d', 64),
        ConfigDigest = new string('c', 64),
        WeightsDigest = Digest(Weights),
        WeightsBytes = Weights.Length,
    };

    public static JobEvent Event(long seq, long of) => new()
    {
        JobId = JobId,
        Seq = seq,
        Type = seq == of ? JobEventType.Completed : JobEventType.Report,
        At = Noon.AddSeconds(seq),
        Status = seq == of ? JobStatus.Completed : JobStatus.Running,
        Attempt = 1,
        Message = seq == of ? "Completed." : null,
        Progress = new JobProgress { Step = seq, TotalSteps = of, Epoch = 1, Epochs = 1, Loss = 1.0 / seq },
    };

    public static NodeView Node() => new()
    {
        Id = "node_1",
        Name = "attic",
        Status = NodeStatus.Online,
        Facts = new NodeFacts
        {
            HostName = "attic", OperatingSystem = "Debian 12", Architecture = "X64", Cores = 2, MemoryMiB = 8000, Slots = 1, ThreadsPerSlot = 2, AgentVersion = "0.1.0",
        },
        RunningAttempts = 0,
        CompletedJobs = 3,
        TokensEarned = 240,
        EnrolledAt = Noon,
    };

    public static NetworkView Network() => new()
    {
        ActiveNodes = 1,
        TotalNodes = 2,
        Slots = 1,
        BusySlots = 0,
        TokensStaked = 0,
        TokensEarned = 240,
        PendingJobs = 0,
        RunningJobs = 0,
        CompletedJobs = 3,
        AccuracyJobs = 0,
        LedgerHeight = 3,
    };
}
