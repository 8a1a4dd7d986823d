using System.Text.Json;
using Microsoft.Extensions.Options;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Dispatch;

/// <summary>Takes what a trainer did since the last report: once each, in order, and only from the holder of the lease.</summary>
/// <param name="writer">The writer.</param>
/// <param name="events">The job's log.</param>
/// <param name="options">Length of a lease.</param>
public sealed class TakeReport(GroupCommit writer, JobEventLog events, IOptions<ModelMineOptions> options)
{
    /// <summary>Stores a report and renews the lease. A report that was taken before changes nothing but the lease.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="report">The report.</param>
    /// <param name="cancellation">Gives up waiting for the writer.</param>
    /// <exception cref="RefusedException">404 unknown attempt; 409 the lease is held no longer.</exception>
    public async Task<LeaseRenewal> ExecuteAsync(string nodeId, string attemptId, AttemptReport report, CancellationToken cancellation)
    {
        await writer.WriteApartAsync(scope => TakeAsync(scope, nodeId, attemptId, report), cancellation);
        return new LeaseRenewal(options.Value.LeaseSeconds);
    }

    private async Task<bool> TakeAsync(WriteScope scope, string nodeId, string attemptId, AttemptReport report)
    {
        var leaseMilliseconds = (long)(options.Value.LeaseSeconds * 1000);
        var progress = report.Progress is null ? null : JsonSerializer.Serialize(report.Progress, ModelMineJson.Options);
        // What a canceled job is paid goes by how much was trained, not by how much was fetched.
        var trained = report.Progress is { Fetching: null } training ? training.Fraction : (double?)null;
        var taken = await scope.FirstOrDefaultAsync<Taken>($"""
            UPDATE jobs SET lease_expires_at = now_ms() + {leaseMilliseconds}, last_report_seq = {report.ReportSeq},
                last_event_seq = last_event_seq + 1, last_log_line = last_log_line + {report.Logs.Count},
                progress = COALESCE({progress}, progress), progress_fraction = COALESCE({trained}, progress_fraction)
            WHERE id = (SELECT job_id FROM attempts WHERE id = {attemptId} AND node_id = {nodeId} AND lease_epoch = {report.LeaseEpoch})
                AND status = 'RUNNING' AND lease_epoch = {report.LeaseEpoch} AND last_report_seq < {report.ReportSeq}
            RETURNING id AS "JobId", user_id AS "UserId", attempt_number AS "AttemptNumber", last_event_seq AS "Seq", last_log_line AS "LastLogLine", now_ms() AS "Now"
            """);
        if (taken is null) return await RenewOnlyAsync(scope, nodeId, attemptId, report.LeaseEpoch, leaseMilliseconds);

        var firstLine = taken.LastLogLine - report.Logs.Count + 1;
        events.Append(scope, taken.UserId, new JobEvent
        {
            JobId = taken.JobId,
            Seq = taken.Seq,
            Type = JobEventType.Report,
            At = DateTimeOffset.FromUnixTimeMilliseconds(taken.Now),
            Status = JobStatus.Running,
            Attempt = taken.AttemptNumber,
            Progress = report.Progress,
            Metrics = report.Metrics.Count == 0 ? null : report.Metrics,
            Logs = report.Logs.Count == 0 ? null : [.. report.Logs.Select((line, index) => line with { Line = firstLine + index })],
        });
        return true;
    }

    private static async Task<bool> RenewOnlyAsync(WriteScope scope, string nodeId, string attemptId, long leaseEpoch, long leaseMilliseconds)
    {
        var lease = await HeldLease.FindAsync(scope, nodeId, attemptId) ?? throw RefusedException.NotFound("attempt");
        var renewed = await scope.ExecuteAsync($"""
            UPDATE jobs SET lease_expires_at = now_ms() + {leaseMilliseconds} WHERE id = {lease.JobId} AND status = 'RUNNING' AND lease_epoch = {leaseEpoch}
            """);
        return renewed == 1 ? false : throw RefusedException.StaleLease();
    }

    private sealed record Taken(string JobId, string UserId, int AttemptNumber, long Seq, long LastLogLine, long Now);
}
