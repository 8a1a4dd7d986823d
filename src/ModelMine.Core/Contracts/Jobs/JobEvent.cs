namespace ModelMine.Core.Contracts;

/// <summary>
/// Something that happened to a job. A job's events are numbered 1, 2, 3 … without a gap and are stored before they are
/// sent, so that whoever follows a job can go on after the last number that it saw (invariant L5).
/// </summary>
public sealed record JobEvent
{
    /// <summary>Job that it happened to.</summary>
    public required string JobId { get; init; }

    /// <summary>Number among the job's events, from 1.</summary>
    public required long Seq { get; init; }

    /// <summary>What happened.</summary>
    public required JobEventType Type { get; init; }

    /// <summary>When, by the database's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>State of the job after it.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>Number of the attempt; 0 before the first.</summary>
    public int Attempt { get; init; }

    /// <summary>One sentence for a person; every type but <see cref="JobEventType.Report"/> has one.</summary>
    public string? Message { get; init; }

    /// <summary>How far the job is; with <see cref="JobEventType.Report"/>.</summary>
    public JobProgress? Progress { get; init; }

    /// <summary>Points measured since the last report.</summary>
    public IReadOnlyList<MetricSeries>? Metrics { get; init; }

    /// <summary>Log lines written since the last report.</summary>
    public IReadOnlyList<LogLine>? Logs { get; init; }

    /// <summary>What was measured; with <see cref="JobEventType.Completed"/>.</summary>
    public JobResult? Result { get; init; }
}

/// <summary>What can happen to a job.</summary>
public enum JobEventType
{
    /// <summary>It was accepted.</summary>
    Submitted,

    /// <summary>A node was granted an attempt.</summary>
    Granted,

    /// <summary>Its trainer made progress, measured or logged something.</summary>
    Report,

    /// <summary>A training state was saved: a later attempt can go on from there.</summary>
    Snapshot,

    /// <summary>The attempt was lost or failed, and another will follow.</summary>
    Retrying,

    /// <summary>Trained and settled.</summary>
    Completed,

    /// <summary>The last attempt failed.</summary>
    Failed,

    /// <summary>Its owner called it off.</summary>
    Canceled,
}
