using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Server.Jobs;

/// <summary>A job with the name of its node, as the queries read it.</summary>
internal sealed record JobRow(Job Job, string? NodeName)
{
    public JobProgress? Progress => Job.Progress is null ? null : JsonSerializer.Deserialize<JobProgress>(Job.Progress, ModelMineJson.Options);

    /// <summary>Read on its own: a list does not need the rest of the result.</summary>
    private JobScore? FinalScore =>
        Job.Result is not null && JsonSerializer.Deserialize<ScoreOfResult>(Job.Result, ModelMineJson.Options) is { } result ? new(result.ScoreName, result.Score) : null;

    public JobSummary ToSummary(WaitReason? waiting) => new()
    {
        Id = Job.Id,
        Title = Job.Title,
        Status = Job.Status,
        ModelType = Job.ModelType,
        Dataset = Job.Dataset,
        Priority = Job.Priority,
        TokenStake = Job.TokenStake,
        CreatedAt = Job.CreatedAt,
        StartedAt = Job.StartedAt,
        FinishedAt = Job.FinishedAt,
        Attempt = Job.AttemptNumber,
        MaxAttempts = Job.MaxAttempts,
        NodeId = Job.NodeId,
        NodeName = NodeName,
        Progress = Progress,
        FinalScore = FinalScore,
        Waiting = waiting,
        FailureReason = Job.FailureReason,
        LastEventSeq = Job.LastEventSeq,
    };

    /// <summary>What a stored job asks of its node.</summary>
    public static JobRequires? ReadRequires(string? json) => json is null ? null : JsonSerializer.Deserialize<JobRequires>(json, ModelMineJson.Options);

    private sealed record ScoreOfResult(string ScoreName, double Score);
}
