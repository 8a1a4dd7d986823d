using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Trainers;

/// <summary>How a trainer ended.</summary>
internal sealed record TrainerOutcome
{
    /// <summary>Its exit code; 128 + N when signal N ended it.</summary>
    public required int ExitCode { get; init; }

    /// <summary>What it measured; null when it wrote no result.</summary>
    public TrainerResult? Result { get; init; }

    /// <summary>Why it could not go on; null when it did not say so.</summary>
    public TrainerError? Error { get; init; }

    /// <summary>Why the agent ended it; null when it ended by itself, or paused.</summary>
    public StopCause? Stopped { get; init; }

    /// <summary>The last lines of its standard error output.</summary>
    public IReadOnlyList<string> LastErrors { get; init; } = [];
}

/// <summary>Why an agent ends a trainer.</summary>
/// <param name="Words">For people.</param>
/// <param name="IsFailure">True when the attempt failed by it; false when the attempt is no longer the agent's.</param>
/// <param name="IsRetryable">Whether another attempt could end otherwise.</param>
/// <param name="AtOnce">By force, without a word.</param>
internal sealed record StopCause(string Words, bool IsFailure, bool IsRetryable = false, bool AtOnce = false);
