namespace ModelMine.Core.Contracts;

/// <summary>How far a job is, by optimizer steps that were really made.</summary>
public sealed record JobProgress
{
    /// <summary>Optimizer steps made since the job's beginning.</summary>
    public required long Step { get; init; }

    /// <summary>Optimizer steps that the job has in all.</summary>
    public required long TotalSteps { get; init; }

    /// <summary>Training epoch that is under way, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Training epochs in all.</summary>
    public required int Epochs { get; init; }

    /// <summary>Samples (environment steps for reinforcement learning) a second, measured over the last seconds.</summary>
    public double? SamplesPerSecond { get; init; }

    /// <summary>Seconds left, from measured steps; null until enough were measured.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>Newest training loss.</summary>
    public double? Loss { get; init; }

    /// <summary>Newest validation score.</summary>
    public double? Score { get; init; }

    /// <summary>Name of the score: <c>accuracy</c>, <c>perplexity</c>, <c>meanReturn</c>.</summary>
    public string? ScoreName { get; init; }

    /// <summary>What the node still fetches before it can train; null once it trains.</summary>
    public FetchProgress? Fetching { get; init; }

    /// <summary>Before the first step: the node fetches a file of the data set.</summary>
    /// <param name="fetching">Which, and how much of it is there.</param>
    public static JobProgress Of(FetchProgress fetching) => new() { Step = 0, TotalSteps = 0, Epoch = 0, Epochs = 0, Fetching = fetching };

    /// <summary>Share done, 0 to 1: of the training, or of what is fetched before it.</summary>
    public double Fraction => Fetching is not null ? Fetching.Fraction
        : TotalSteps <= 0 ? 0 : Math.Clamp((double)Step / TotalSteps, 0, 1);
}

/// <summary>How far a file is that a node fetches.</summary>
/// <param name="File">Its name.</param>
/// <param name="Bytes">Bytes that are there.</param>
/// <param name="TotalBytes">Bytes that it has; null when nobody said so.</param>
public sealed record FetchProgress(string File, long Bytes, long? TotalBytes)
{
    /// <summary>Share that is there, 0 to 1; 0 when the whole is not known.</summary>
    public double Fraction => TotalBytes is > 0 and var total ? Math.Clamp((double)Bytes / total, 0, 1) : 0;
}

/// <summary>Consecutive points of one measured curve.</summary>
/// <param name="Name">Such as <c>train/loss</c>, <c>validation/accuracy</c>.</param>
/// <param name="Steps">Optimizer step of each point, rising.</param>
/// <param name="Values">The measured values, as many as steps; all finite.</param>
public sealed record MetricSeries(string Name, IReadOnlyList<long> Steps, IReadOnlyList<double> Values);

/// <summary>One line of a job's log.</summary>
/// <param name="Line">Number of the line in the job's log, from 1; 0 until the server has given it one.</param>
/// <param name="At">When the trainer wrote it.</param>
/// <param name="Level"><c>debug</c>, <c>info</c>, <c>warning</c> or <c>error</c>.</param>
/// <param name="Message">The text.</param>
public sealed record LogLine(long Line, DateTimeOffset At, string Level, string Message);
