using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Tests.Server.Pages;

/// <summary>Jobs and events as pages get them.</summary>
internal static class PageFixtures
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static JobSummary Summary(string id = "job_a", JobStatus status = JobStatus.Running, long seq = 5, JobProgress? progress = null) => new()
    {
        Id = id,
        Title = $"Title of {id}",
        Status = status,
        ModelType = "cnn",
        Dataset = "mnist",
        Priority = 50,
        TokenStake = 100,
        CreatedAt = Noon,
        Attempt = 1,
        MaxAttempts = 3,
        LastEventSeq = seq,
        Progress = progress,
    };

    public static JobDetail Detail(string id = "job_a", JobStatus status = JobStatus.Running, long seq = 5, JobProgress? progress = null) =>
        new(Summary(id, status, seq, progress)) { Config = JsonElement.Parse("{}"), EffectiveConfig = JsonElement.Parse("{}") };

    public static JobProgress Progress(long step, long total = 100) => new() { Step = step, TotalSteps = total, Epoch = 1, Epochs = 5 };

    public static JobEvent Report(string id, long seq, long step, params MetricSeries[] metrics) => new()
    {
        JobId = id,
        Seq = seq,
        Type = JobEventType.Report,
        At = Noon,
        Status = JobStatus.Running,
        Attempt = 1,
        Progress = Progress(step),
        Metrics = metrics,
    };

    public static JobEvent Event(string id, long seq, JobEventType type, JobStatus status) =>
        new() { JobId = id, Seq = seq, Type = type, At = Noon, Status = status, Attempt = 1, Message = "It happened." };

    public static LogLine Line(long number) => new(number, Noon, "info", $"line {number}");
}
