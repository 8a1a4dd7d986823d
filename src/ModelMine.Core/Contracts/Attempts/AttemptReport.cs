namespace ModelMine.Core.Contracts;

/// <summary>
/// Body of <c>POST /nodes/attempts/{attemptId}/report</c>: what the trainer did since the last report.
/// Sent again unchanged until it is acknowledged: the server takes each <see cref="ReportSeq"/> once.
/// </summary>
public sealed record AttemptReport
{
    /// <summary>The fence.</summary>
    public required long LeaseEpoch { get; init; }

    /// <summary>1, 2, 3 … within the attempt.</summary>
    public required long ReportSeq { get; init; }

    /// <summary>Newest progress; null when only logs or metrics came.</summary>
    public JobProgress? Progress { get; init; }

    /// <summary>Points measured since the last report, at most 5,000.</summary>
    public IReadOnlyList<MetricSeries> Metrics { get; init; } = [];

    /// <summary>Log lines since the last report, at most 1,000 of at most 4,000 characters.</summary>
    public IReadOnlyList<LogLine> Logs { get; init; } = [];
}

/// <summary>Answer to a report or another write of an attempt.</summary>
/// <param name="LeaseSeconds">Seconds that the lease lasts from the moment the request was sent.</param>
public sealed record LeaseRenewal(double LeaseSeconds);

/// <summary>Body of <c>POST /nodes/attempts/{attemptId}/snapshot</c>; the blob was uploaded before.</summary>
/// <param name="LeaseEpoch">The fence.</param>
/// <param name="Snapshot">The saved state.</param>
public sealed record SnapshotReport(long LeaseEpoch, SnapshotRef Snapshot);

/// <summary>Body of <c>POST /nodes/attempts/{attemptId}/complete</c>; the weights' blob was uploaded before. May be sent again.</summary>
/// <param name="LeaseEpoch">The fence.</param>
/// <param name="Result">What the trainer measured.</param>
/// <param name="Signature">Ed25519 signature, base64, of the result statement by the node's key (see <c>ResultStatement</c>).</param>
public sealed record CompletionReport(long LeaseEpoch, JobResult Result, string Signature);

/// <summary>Answer to a completion.</summary>
/// <param name="BlockHeight">Height of the job's ledger block.</param>
/// <param name="Reward">Tokens that the node earned.</param>
public sealed record CompletionReceipt(long BlockHeight, long Reward);

/// <summary>Body of <c>POST /nodes/attempts/{attemptId}/fail</c>.</summary>
/// <param name="LeaseEpoch">The fence.</param>
/// <param name="Reason">What went wrong and what to do, for the job's owner.</param>
/// <param name="Retryable">Whether another attempt could end otherwise.</param>
public sealed record FailureReport(long LeaseEpoch, string Reason, bool Retryable);

/// <summary>Body of <c>POST /nodes/attempts/{attemptId}/release</c>: the agent shuts down and gives the job back; it costs no attempt.</summary>
/// <param name="LeaseEpoch">The fence.</param>
public sealed record ReleaseReport(long LeaseEpoch);
