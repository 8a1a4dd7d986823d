using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Shell;
using ModelMine.Server.Tokens;

namespace ModelMine.Server.Jobs;

/// <summary>
/// Calls a job off. A pending one is refunded whole; a running one pays its node the share of the reward that was done.
/// When it races the job's completion, exactly one of the two wins (J6).
/// </summary>
/// <param name="writer">The writer.</param>
/// <param name="events">The job's log.</param>
/// <param name="queries">Reads the job back.</param>
/// <param name="wakeUps">Wakes the agent that trains it.</param>
/// <param name="meter">Counts jobs.</param>
/// <param name="dispatch">Counts attempts and leases.</param>
public sealed class CancelJob(GroupCommit writer, JobEventLog events, JobQueries queries, WakeUps wakeUps, JobMeter meter, DispatchMeter dispatch)
{
    /// <summary>Cancels. A job that is canceled already stays so.</summary>
    /// <param name="userId">Who asks.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellation">Gives up waiting for the writer.</param>
    /// <exception cref="RefusedException">404 not this user's; 409 it completed or failed before.</exception>
    public async Task<JobDetail> ExecuteAsync(string userId, string jobId, CancellationToken cancellation)
    {
        await writer.WriteAsync(scope => CancelAsync(scope, userId, jobId), cancellation);
        return await queries.FindAsync(userId, jobId, cancellation) ?? throw RefusedException.NotFound("job");
    }

    private async Task<bool> CancelAsync(WriteScope scope, string userId, string jobId)
    {
        if (await StopAsync(scope, userId, jobId, "PENDING") is { } pending)
        {
            var (_, refund) = await StakeResolution.PayDoneShareAsync(scope, jobId, nodeId: null, fractionDone: 0);
            Append(scope, userId, jobId, pending, $"Canceled before it ran: {refund} tokens refunded.");
            scope.AfterCommit(() => meter.Finished(JobStatus.Canceled));
            return true;
        }

        if (await StopAsync(scope, userId, jobId, "RUNNING") is { NodeId: { } nodeId } running)
        {
            var (reward, refund) = await StakeResolution.PayDoneShareAsync(scope, jobId, nodeId, running.ProgressFraction);
            await EndAttemptAsync(scope, jobId, running, reward);
            await FairShare.NoteServedAsync(scope, userId);
            Append(scope, userId, jobId, running, $"Canceled: {reward} tokens to the node for what was done, {refund} refunded.");
            scope.AfterCommit(() =>
            {
                meter.Finished(JobStatus.Canceled);
                dispatch.Ended(AttemptStatus.Canceled);
                dispatch.Lost(LeaseLoss.Canceled);
                wakeUps.Ring(WakeUps.LeasesOf(nodeId));
            });
            return true;
        }

        var status = await scope.FirstOrDefaultAsync<string>($"SELECT status AS \"Value\" FROM jobs WHERE id = {jobId} AND user_id = {userId}");
        return status switch
        {
            null => throw RefusedException.NotFound("job"),
            "CANCELED" => false,
            _ => throw new RefusedException(409, "already_finished", $"The job is {status.ToLowerInvariant()} already.", "Nothing was changed."),
        };
    }

    private static async Task<Stopped?> StopAsync(WriteScope scope, string userId, string jobId, string from) =>
        await scope.FirstOrDefaultAsync<Stopped>($"""
            UPDATE jobs SET status = 'CANCELED', finished_at = now_ms(), lease_epoch = lease_epoch + 1, lease_expires_at = NULL, snapshot = NULL, snapshot_digest = NULL,
                last_event_seq = last_event_seq + 1
            WHERE id = {jobId} AND user_id = {userId} AND status = {from}
            RETURNING last_event_seq AS "Seq", now_ms() AS "Now", attempt_number AS "AttemptNumber", node_id AS "NodeId",
                lease_epoch AS "LeaseEpoch", progress AS "Progress", progress_fraction AS "ProgressFraction"
            """);

    private static async Task EndAttemptAsync(WriteScope scope, string jobId, Stopped stopped, long reward)
    {
        var leaseEpoch = stopped.LeaseEpoch - 1;
        var attempt = await scope.FirstOrDefaultAsync<EndedAttempt>($"""
            UPDATE attempts SET status = 'CANCELED', ended_at = now_ms(), reason = 'canceled by its owner'
            WHERE job_id = {jobId} AND lease_epoch = {leaseEpoch}
            RETURNING id AS "Id", node_id AS "NodeId", started_at AS "StartedAt", resumed_from_step AS "ResumedFromStep"
            """) ?? throw new InvalidOperationException($"{jobId} ran without an attempt of lease {leaseEpoch}.");
        var progress = stopped.Progress is null ? null : JsonSerializer.Deserialize<JobProgress>(stopped.Progress, ModelMineJson.Options);
        var steps = Math.Max(0, (progress?.Step ?? 0) - attempt.ResumedFromStep);
        var seconds = (stopped.Now - attempt.StartedAt) / 1000.0;
        await scope.ExecuteAsync($"""
            INSERT INTO contributions (attempt_id, job_id, node_id, steps, seconds, reward, at)
            VALUES ({attempt.Id}, {jobId}, {attempt.NodeId}, {steps}, {seconds}, {reward}, {stopped.Now})
            """);
    }

    private void Append(WriteScope scope, string userId, string jobId, Stopped stopped, string message) =>
        events.Append(scope, userId, new JobEvent
        {
            JobId = jobId,
            Seq = stopped.Seq,
            Type = JobEventType.Canceled,
            At = DateTimeOffset.FromUnixTimeMilliseconds(stopped.Now),
            Status = JobStatus.Canceled,
            Attempt = stopped.AttemptNumber,
            Message = message,
        });

    private sealed record Stopped(
        long Seq, long Now, int AttemptNumber, string? NodeId, long LeaseEpoch, string? Progress, double ProgressFraction);

    private sealed record EndedAttempt(string Id, string NodeId, long StartedAt, long ResumedFromStep);
}
