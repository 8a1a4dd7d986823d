using System.Text.Json;
using Microsoft.Extensions.Options;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Server.Data;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Dispatch;

/// <summary>
/// Grants pending jobs to a node that has room: by priority, then to the user with the fewest running jobs and the
/// longest wait for a turn, then by age; only jobs that the node can hold.
/// </summary>
/// <param name="writer">The writer.</param>
/// <param name="events">The job's log.</param>
/// <param name="options">Length of a lease.</param>
public sealed class GrantAttempts(GroupCommit writer, JobEventLog events, IOptions<ModelMineOptions> options)
{
    /// <summary>Grants as many attempts as the node has free slots and there are jobs.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="request">What it has free.</param>
    /// <param name="cancellation">Gives up waiting for the writer.</param>
    public Task<IReadOnlyList<AttemptGrant>> ExecuteAsync(string nodeId, ClaimRequest request, CancellationToken cancellation) =>
        writer.WriteAsync(scope => GrantAsync(scope, nodeId, request), cancellation);

    private async Task<IReadOnlyList<AttemptGrant>> GrantAsync(WriteScope scope, string nodeId, ClaimRequest request)
    {
        var node = await scope.FirstOrDefaultAsync<ClaimingNode>($"""
            SELECT name AS "Name", slots - (SELECT COUNT(*) FROM attempts WHERE node_id = {nodeId} AND status = 'RUNNING') AS "FreeSlots",
                session_id AS "SessionId"
            FROM nodes WHERE id = {nodeId} AND NOT maintenance
            """);
        if (node is null || node.SessionId != request.SessionId) return [];

        var grants = new List<AttemptGrant>();
        var freeMemory = request.FreeMemoryMiB;
        for (var free = Math.Min(node.FreeSlots, request.FreeSlots); free > 0; free--)
        {
            if (await GrantOneAsync(scope, nodeId, node.Name, request.SessionId, freeMemory) is not { } grant) break;
            grants.Add(grant);
            freeMemory -= grant.MemoryMiB;
        }

        return grants;
    }

    private async Task<AttemptGrant?> GrantOneAsync(WriteScope scope, string nodeId, string nodeName, string sessionId, int freeMemory)
    {
        var leaseMilliseconds = (long)(options.Value.LeaseSeconds * 1000);
        var granted = await scope.FirstOrDefaultAsync<GrantedJob>($"""
            UPDATE jobs SET status = 'RUNNING', lease_epoch = lease_epoch + 1, lease_expires_at = now_ms() + {leaseMilliseconds}, node_id = {nodeId},
                attempt_number = attempt_number + 1, last_report_seq = 0, started_at = COALESCE(started_at, now_ms()), last_event_seq = last_event_seq + 1
            WHERE status = 'PENDING' AND id = (
                SELECT j.id FROM jobs j LEFT JOIN dispatch_shares s ON s.user_id = j.user_id
                WHERE j.status = 'PENDING' AND j.not_before <= now_ms() AND j.memory_mib <= {freeMemory}
                ORDER BY j.priority DESC,
                    (SELECT COUNT(*) FROM jobs r WHERE r.user_id = j.user_id AND r.status = 'RUNNING'),
                    COALESCE(s.last_granted_at, 0), j.created_at, j.id
                LIMIT 1)
            RETURNING id AS "Id", user_id AS "UserId", title AS "Title", effective_config AS "EffectiveConfig", config_digest AS "ConfigDigest", dataset_facts AS "DatasetFacts",
                memory_mib AS "MemoryMiB", attempt_number AS "AttemptNumber", lease_epoch AS "LeaseEpoch", snapshot AS "Snapshot",
                last_event_seq AS "Seq", now_ms() AS "Now"
            """);
        if (granted is null) return null;

        var snapshot = granted.Snapshot is null ? null : JsonSerializer.Deserialize<SnapshotRef>(granted.Snapshot, ModelMineJson.Options);
        var attemptId = Id.New("att");
        var resumedFrom = snapshot?.Step ?? 0;
        await scope.ExecuteAsync($"""
            INSERT INTO attempts (id, job_id, number, node_id, session_id, lease_epoch, status, started_at, resumed_from_step)
            VALUES ({attemptId}, {granted.Id}, {granted.AttemptNumber}, {nodeId}, {sessionId}, {granted.LeaseEpoch}, 'RUNNING', {granted.Now}, {resumedFrom})
            """);
        await scope.ExecuteAsync($"""
            INSERT INTO dispatch_shares (user_id, last_granted_at) VALUES ({granted.UserId}, {granted.Now})
            ON CONFLICT (user_id) DO UPDATE SET last_granted_at = {granted.Now}
            """);
        await events.AppendAsync(scope, granted.UserId, new JobEvent
        {
            JobId = granted.Id,
            Seq = granted.Seq,
            Type = JobEventType.Granted,
            At = DateTimeOffset.FromUnixTimeMilliseconds(granted.Now),
            Status = JobStatus.Running,
            Attempt = granted.AttemptNumber,
            Message = resumedFrom == 0
                ? $"Attempt {granted.AttemptNumber} began on {nodeName}."
                : $"Attempt {granted.AttemptNumber} began on {nodeName}, from the snapshot at step {resumedFrom}.",
        });
        return new AttemptGrant
        {
            AttemptId = attemptId,
            JobId = granted.Id,
            JobTitle = granted.Title,
            AttemptNumber = granted.AttemptNumber,
            LeaseEpoch = granted.LeaseEpoch,
            LeaseSeconds = options.Value.LeaseSeconds,
            Config = JsonElement.Parse(granted.EffectiveConfig),
            ConfigDigest = granted.ConfigDigest,
            Dataset = granted.DatasetFacts is null ? null : JsonSerializer.Deserialize<DatasetFacts>(granted.DatasetFacts, ModelMineJson.Options),
            MemoryMiB = granted.MemoryMiB,
            Snapshot = snapshot,
        };
    }

    private sealed record ClaimingNode(string Name, int FreeSlots, string? SessionId);

    private sealed record GrantedJob(
        string Id, string UserId, string Title, string EffectiveConfig, string ConfigDigest, string? DatasetFacts, int MemoryMiB, int AttemptNumber, long LeaseEpoch,
        string? Snapshot, long Seq, long Now);
}
