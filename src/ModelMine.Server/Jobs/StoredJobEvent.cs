using ModelMine.Core.Contracts;

namespace ModelMine.Server.Jobs;

/// <summary>
/// A row of a job's event log. The log is the one store of what a job reported: live streams, curves and logs are all
/// read from it, so they cannot disagree.
/// </summary>
public sealed class StoredJobEvent
{
    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>1, 2, 3 … within the job.</summary>
    public required long Seq { get; init; }

    /// <summary>What happened.</summary>
    public required JobEventType Type { get; init; }

    /// <summary>Number of the job's first log line in this event; 0 when it has none.</summary>
    public required long FirstLogLine { get; init; }

    /// <summary>Whether it holds points of a curve.</summary>
    public required bool HasMetrics { get; init; }

    /// <summary>The whole event, JSON of <see cref="JobEvent"/>.</summary>
    public required string Payload { get; init; }
}
