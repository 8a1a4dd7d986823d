using ModelMine.Core.Contracts;

namespace ModelMine.Server.Jobs;

/// <summary>A job as it is stored. Changed only by conditional statements (see <c>Dispatch</c>), never by load and save.</summary>
public sealed class Job
{
    /// <summary>Id, <c>job_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its owner.</summary>
    public required string UserId { get; init; }

    /// <summary>Name for people.</summary>
    public required string Title { get; init; }

    /// <summary>What its owner wrote about it.</summary>
    public string? Description { get; init; }

    /// <summary>The config as submitted, JSON.</summary>
    public required string Config { get; init; }

    /// <summary>The config with every default, JSON.</summary>
    public required string EffectiveConfig { get; init; }

    /// <summary>SHA-256 of the effective config in canonical JSON.</summary>
    public required string ConfigDigest { get; init; }

    /// <summary>Family that it trains.</summary>
    public required string ModelType { get; init; }

    /// <summary>Data set or environment.</summary>
    public required string Dataset { get; init; }

    /// <summary>The owner's own data set that it trains on; null when it is the catalog's, or a world.</summary>
    public string? DatasetId { get; init; }

    /// <summary>What was known of that data set at the submit, JSON of <see cref="Core.Datasets.DatasetFacts"/>.</summary>
    public string? DatasetFacts { get; init; }

    /// <summary>Memory that its trainer needs, MiB.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>Tokens at stake.</summary>
    public required long TokenStake { get; init; }

    /// <summary>1 to 99, highest first.</summary>
    public required int Priority { get; init; }

    /// <summary>
    /// Orders a user's own jobs: the time of the submit, moved back by the ageing time of each point of priority, so that each
    /// job is overtaken only by more urgent ones that came soon after it.
    /// </summary>
    public required DateTimeOffset RankedAt { get; init; }

    /// <summary>What it asks of its node, JSON of <see cref="JobRequires"/>; null for nothing.</summary>
    public string? Requires { get; init; }

    /// <summary>Jobs of one user that ask for the same of a node: they wait in one line, and a node can take any of them or none.</summary>
    public required string Lane { get; init; }

    /// <summary>Its state.</summary>
    public required JobStatus Status { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its first attempt was granted.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it became terminal.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>No attempt is granted before this (backoff).</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>The fence: rises with each grant and each time the lease is taken away.</summary>
    public long LeaseEpoch { get; init; }

    /// <summary>End of the lease, by database time.</summary>
    public DateTimeOffset? LeaseExpiresAt { get; init; }

    /// <summary>Node that holds it, or held it last.</summary>
    public string? NodeId { get; init; }

    /// <summary>Number of the newest attempt.</summary>
    public int AttemptNumber { get; init; }

    /// <summary>Attempts that were lost or failed; a released one does not count.</summary>
    public int FailedAttempts { get; init; }

    /// <summary>How many of those end the job.</summary>
    public required int MaxAttempts { get; init; }

    /// <summary>Newest progress, JSON of <see cref="JobProgress"/>.</summary>
    public string? Progress { get; init; }

    /// <summary>Newest progress as a share, 0 to 1: what a canceled job pays.</summary>
    public double ProgressFraction { get; init; }

    /// <summary>Number of the newest event.</summary>
    public long LastEventSeq { get; init; }

    /// <summary>Newest report taken of the running attempt.</summary>
    public long LastReportSeq { get; init; }

    /// <summary>Number of the newest log line.</summary>
    public long LastLogLine { get; init; }

    /// <summary>Newest snapshot, JSON of <see cref="SnapshotRef"/>.</summary>
    public string? Snapshot { get; init; }

    /// <summary>Digest of the newest snapshot: keeps its blob.</summary>
    public string? SnapshotDigest { get; init; }

    /// <summary>Digest of the trained weights: keeps their blob.</summary>
    public string? WeightsDigest { get; init; }

    /// <summary>Why it failed.</summary>
    public string? FailureReason { get; init; }

    /// <summary>What was measured, JSON of <see cref="JobResult"/>.</summary>
    public string? Result { get; init; }

    /// <summary>The <c>traceparent</c> of its submit: what is done for it later goes on in the same trace.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Measured test accuracy, when its score is one: what the network's average is over.</summary>
    public double? Accuracy { get; init; }
}
