using System.Diagnostics;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Telemetry;

namespace ModelMine.Server.Dispatch;

/// <summary>Tells of each grant once it is durable: to the metrics, to the log, and in the trace of the job's submit.</summary>
/// <param name="meter">Counts grants.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class GrantNotes(DispatchMeter meter, TimeProvider time, ILogger<GrantNotes> logger)
{
    /// <summary>Tells of a grant.</summary>
    /// <param name="nodeId">The node that gets it.</param>
    /// <param name="ready">The grant.</param>
    /// <returns>What the agent gets: it goes on with the trace from the grant.</returns>
    internal AttemptGrant Tell(string nodeId, ReadyGrant ready)
    {
        var (attempt, waitedMs) = ready;
        meter.Granted(waitedMs);
        LogGranted(attempt.JobId, nodeId, attempt.AttemptNumber, attempt.AttemptId, attempt.LeaseEpoch, waitedMs / 1000.0);
        // The span covers the wait: where a job was slow to start, its trace shows that it was this.
        using var span = JobTrace.Begin("grant", attempt.TraceParent, ActivityKind.Producer, time.GetUtcNow() - TimeSpan.FromMilliseconds(Math.Max(0, waitedMs)));
        if (span is null) return attempt;
        span.SetTag(JobTrace.JobId, attempt.JobId).SetTag(JobTrace.AttemptId, attempt.AttemptId).SetTag(JobTrace.NodeId, nodeId)
            .SetTag("modelmine.attempt.number", attempt.AttemptNumber).SetTag("modelmine.lease.epoch", attempt.LeaseEpoch);
        return attempt with { TraceParent = span.Id };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{JobId} goes to {NodeId}: attempt {Number} ({AttemptId}, lease {LeaseEpoch}), after {Waited:0.0} s.")]
    private partial void LogGranted(string jobId, string nodeId, int number, string attemptId, long leaseEpoch, double waited);
}
