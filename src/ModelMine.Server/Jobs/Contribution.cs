namespace ModelMine.Server.Jobs;

/// <summary>What a node put into a job, and what it earned for it.</summary>
public sealed class Contribution
{
    /// <summary>The attempt that made it.</summary>
    public required string AttemptId { get; init; }

    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>The node.</summary>
    public required string NodeId { get; init; }

    /// <summary>Optimizer steps that the attempt made.</summary>
    public required long Steps { get; init; }

    /// <summary>Seconds that it trained.</summary>
    public required double Seconds { get; init; }

    /// <summary>Tokens that it earned.</summary>
    public required long Reward { get; init; }

    /// <summary>When it was settled.</summary>
    public required DateTimeOffset At { get; init; }
}
