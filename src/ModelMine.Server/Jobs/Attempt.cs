using ModelMine.Core.Contracts;

namespace ModelMine.Server.Jobs;

/// <summary>One try at a job by one node.</summary>
public sealed class Attempt
{
    /// <summary>Id, <c>att_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>1, 2, … within the job.</summary>
    public required int Number { get; init; }

    /// <summary>The node.</summary>
    public required string NodeId { get; init; }

    /// <summary>The agent process that claimed it.</summary>
    public required string SessionId { get; init; }

    /// <summary>The fence that it was granted with.</summary>
    public required long LeaseEpoch { get; init; }

    /// <summary>How it stands.</summary>
    public required AttemptStatus Status { get; init; }

    /// <summary>When it was granted.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it ended, if not by completing.</summary>
    public string? Reason { get; init; }

    /// <summary>Optimizer step of the snapshot that it went on from.</summary>
    public long ResumedFromStep { get; init; }
}
