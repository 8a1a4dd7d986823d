using System.Diagnostics;
using Microsoft.Extensions.Options;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Telemetry;
using ModelMine.Server.Tokens;

namespace ModelMine.Server.Dispatch;

/// <summary>Ends an attempt that did not complete: its job waits for the next one, or has failed and is refunded.</summary>
/// <param name="events">The job's log.</param>
/// <param name="wakeUps">Wakes agents.</param>
/// <param name="options">Backoff.</param>
/// <param name="jobs">Counts jobs.</param>
/// <param name="meter">Counts attempts.</param>
/// <param name="logger">The log.</param>
public sealed partial class AttemptEnd(
    JobEventLog events, WakeUps wakeUps, IOptions<ModelMineOptions> options, JobMeter jobs, DispatchMeter meter, ILogger<AttemptEnd> logger)
{
    private const double LongestBackoffSeconds = 60;

    /// <summary>Ends the attempt that holds a lease. The row count decides: a lease that is held no longer changes nothing.</summary>
    /// <param name="scope">The write.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="leaseEpoch">The lease.</param>
    /// <param name="how"><see cref="AttemptStatus.Failed"/>, <see cref="AttemptStatus.Lost"/>, or <see cref="AttemptStatus.Released"/>, which costs no attempt.</param>
    /// <param name="reason">Why, for the job's owner; a clause without a full stop.</param>
    /// <param name="retryable">Whether another attempt could end otherwise.</param>
    /// <returns>False when the lease was held no longer.</returns>
    public async Task<bool> EndAsync(WriteScope scope, string jobId, long leaseEpoch, AttemptStatus how, string reason, bool retryable = true)
    {
        var cost = how == AttemptStatus.Released ? 0 : 1;
        var heardAt = how == AttemptStatus.Failed ? null : await LastHeardAsync(scope, jobId, leaseEpoch);
        var ended = (retryable ? await ReturnToQueueAsync(scope, jobId, leaseEpoch, cost) : null) ?? await FailAsync(scope, jobId, leaseEpoch, cost, reason);
        if (ended is null) return false;

        var attempt = await scope.FirstOrDefaultAsync<EndedAttempt>($"""
            UPDATE attempts SET status = {StatusName(how)}, ended_at = now_ms(), reason = {reason} WHERE job_id = {jobId} AND lease_epoch = {leaseEpoch}
            RETURNING id AS "Id", node_id AS "NodeId"
            """);
        // A node that fell silent served nobody: to its user's next turn that time counts as waiting.
        await (heardAt is { } until ? FairShare.NoteServedUntilAsync(scope, ended.UserId, until) : FairShare.NoteServedAsync(scope, ended.UserId));
        if (ended.Failed) await StakeResolution.PayDoneShareAsync(scope, jobId, nodeId: null, fractionDone: 0);
        events.Append(scope, ended.UserId, new JobEvent
        {
            JobId = jobId,
            Seq = ended.Seq,
            Type = ended.Failed ? JobEventType.Failed : JobEventType.Retrying,
            At = DateTimeOffset.FromUnixTimeMilliseconds(ended.Now),
            Status = ended.Failed ? JobStatus.Failed : JobStatus.Pending,
            Attempt = ended.AttemptNumber,
            Message = ended.Failed
                ? $"Attempt {ended.AttemptNumber} {Verb(how)}: {reason}. The job failed, and its stake was refunded."
                : $"Attempt {ended.AttemptNumber} {Verb(how)}: {reason}. The next one goes on from the last snapshot.",
        });
        scope.AfterCommit(() => Tell(how, jobId, leaseEpoch, attempt, ended, reason));
        if (!ended.Failed) scope.AfterCommit(() => wakeUps.Ring(WakeUps.Work));
        return true;
    }

    /// <summary>When the attempt's lease was granted or renewed last.</summary>
    private async Task<long?> LastHeardAsync(WriteScope scope, string jobId, long leaseEpoch) => (await scope.QueryAsync<long>($"""
        SELECT lease_expires_at - {(long)(options.Value.LeaseSeconds * 1000)} AS "Value" FROM jobs WHERE id = {jobId} AND status = 'RUNNING' AND lease_epoch = {leaseEpoch}
        """)) is [var heardAt] ? heardAt : null;

    private async Task<Ended?> ReturnToQueueAsync(WriteScope scope, string jobId, long leaseEpoch, int cost)
    {
        var backoff = options.Value.RetryBackoffSeconds * 1000;
        var longest = LongestBackoffSeconds * 1000;
        return await scope.FirstOrDefaultAsync<Ended>($"""
            UPDATE jobs SET status = 'PENDING', lease_epoch = lease_epoch + 1, lease_expires_at = NULL,
                failed_attempts = failed_attempts + {cost},
                not_before = CAST(now_ms() + {cost} * CASE WHEN {backoff} * (1 << failed_attempts) < {longest} THEN {backoff} * (1 << failed_attempts) ELSE {longest} END AS BIGINT),
                last_event_seq = last_event_seq + 1
            WHERE id = {jobId} AND status = 'RUNNING' AND lease_epoch = {leaseEpoch} AND failed_attempts + {cost} < max_attempts
            RETURNING user_id AS "UserId", last_event_seq AS "Seq", attempt_number AS "AttemptNumber", now_ms() AS "Now", trace_parent AS "TraceParent", FALSE AS "Failed"
            """);
    }

    private static async Task<Ended?> FailAsync(WriteScope scope, string jobId, long leaseEpoch, int cost, string reason) =>
        await scope.FirstOrDefaultAsync<Ended>($"""
            UPDATE jobs SET status = 'FAILED', lease_epoch = lease_epoch + 1, lease_expires_at = NULL, finished_at = now_ms(), snapshot = NULL, snapshot_digest = NULL,
                failed_attempts = failed_attempts + {cost}, failure_reason = {reason}, last_event_seq = last_event_seq + 1
            WHERE id = {jobId} AND status = 'RUNNING' AND lease_epoch = {leaseEpoch}
            RETURNING user_id AS "UserId", last_event_seq AS "Seq", attempt_number AS "AttemptNumber", now_ms() AS "Now", trace_parent AS "TraceParent", TRUE AS "Failed"
            """);

    private void Tell(AttemptStatus how, string jobId, long leaseEpoch, EndedAttempt? attempt, Ended ended, string reason)
    {
        meter.Ended(how);
        if (ended.Failed) jobs.Finished(JobStatus.Failed);
        LogEnded(ended.AttemptNumber, jobId, Verb(how), reason, attempt?.Id, attempt?.NodeId, leaseEpoch);
        using var span = JobTrace.Begin($"attempt {Verb(how)}", ended.TraceParent);
        span?.SetTag(JobTrace.JobId, jobId).SetTag(JobTrace.AttemptId, attempt?.Id).SetTag(JobTrace.NodeId, attempt?.NodeId);
        if (how != AttemptStatus.Released) span?.SetStatus(ActivityStatusCode.Error, reason);
    }

    private static string StatusName(AttemptStatus how) => how switch
    {
        AttemptStatus.Failed => "FAILED",
        AttemptStatus.Lost => "LOST",
        AttemptStatus.Released => "RELEASED",
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, "An attempt ends here as failed, lost or released."),
    };

    private static string Verb(AttemptStatus how) => how switch
    {
        AttemptStatus.Failed => "failed",
        AttemptStatus.Lost => "was lost",
        _ => "was given back",
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Attempt {Number} of {JobId} {Verb}: {Reason} ({AttemptId} on {NodeId}, lease {LeaseEpoch}).")]
    private partial void LogEnded(int number, string jobId, string verb, string reason, string? attemptId, string? nodeId, long leaseEpoch);

    private sealed record Ended(string UserId, long Seq, int AttemptNumber, long Now, string? TraceParent, bool Failed);

    private sealed record EndedAttempt(string Id, string NodeId);
}
