using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Dispatch;

/// <summary>Remembers the newest snapshot of a job: where the next attempt would go on from.</summary>
/// <param name="writer">The writer.</param>
/// <param name="events">The job's log.</param>
public sealed class TakeSnapshot(GroupCommit writer, JobEventLog events)
{
    /// <summary>Stores the reference. The same one again changes nothing.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="report">The snapshot, uploaded before.</param>
    /// <param name="cancellation">Gives up waiting for the writer.</param>
    /// <exception cref="RefusedException">404 unknown attempt; 409 the lease is held no longer; 422 the blob is not there.</exception>
    public Task ExecuteAsync(string nodeId, string attemptId, SnapshotReport report, CancellationToken cancellation) =>
        writer.WriteApartAsync(scope => TakeAsync(scope, nodeId, attemptId, report), cancellation);

    private async Task<bool> TakeAsync(WriteScope scope, string nodeId, string attemptId, SnapshotReport report)
    {
        var lease = await HeldLease.FindAsync(scope, nodeId, attemptId) ?? throw RefusedException.NotFound("attempt");
        await StoredBlob.RequireAsync(scope, report.Snapshot.Digest, report.Snapshot.Size, "snapshot");
        var reference = JsonSerializer.Serialize(report.Snapshot, ModelMineJson.Options);
        var taken = await scope.FirstOrDefaultAsync<Taken>($"""
            UPDATE jobs SET snapshot = {reference}, snapshot_digest = {report.Snapshot.Digest}, last_event_seq = last_event_seq + 1
            WHERE id = {lease.JobId} AND status = 'RUNNING' AND lease_epoch = {report.LeaseEpoch} AND (snapshot IS NULL OR snapshot <> {reference})
            RETURNING last_event_seq AS "Seq", now_ms() AS "Now"
            """);
        if (taken is null)
        {
            var held = await scope.FirstOrDefaultAsync<int>($"""
                SELECT COUNT(*) AS "Value" FROM jobs WHERE id = {lease.JobId} AND status = 'RUNNING' AND lease_epoch = {report.LeaseEpoch}
                """);
            return held == 1 ? false : throw RefusedException.StaleLease();
        }

        events.Append(scope, lease.UserId, new JobEvent
        {
            JobId = lease.JobId,
            Seq = taken.Seq,
            Type = JobEventType.Snapshot,
            At = DateTimeOffset.FromUnixTimeMilliseconds(taken.Now),
            Status = JobStatus.Running,
            Attempt = lease.AttemptNumber,
            Message = $"Snapshot saved at step {report.Snapshot.Step}, after {Epochs(report.Snapshot.TrainingEpoch)}.",
        });
        return true;
    }

    private static string Epochs(int count) => count == 1 ? "1 training epoch" : $"{count} training epochs";

    private sealed record Taken(long Seq, long Now);
}
