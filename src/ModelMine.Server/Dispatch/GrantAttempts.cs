using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Server.Data;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Dispatch;

/// <summary>Grants pending jobs to a node that has room, in the order of <see cref="TurnOrder"/>; only jobs that the node can hold.</summary>
/// <param name="writer">The writer.</param>
/// <param name="databases">The database, to look.</param>
/// <param name="events">The job's log.</param>
/// <param name="options">Length of a lease, ageing.</param>
/// <param name="limits">How many jobs one user may have running.</param>
/// <param name="notes">Tells of grants.</param>
public sealed class GrantAttempts(
    GroupCommit writer, IDbContextFactory<ModelMineDb> databases, JobEventLog events, IOptions<ModelMineOptions> options, IOptions<UserLimitOptions> limits,
    GrantNotes notes)
{
    /// <summary>How often to look again when another server was quicker.</summary>
    private const int MostLooks = 5;

    /// <summary>Grants as many attempts as the node has free slots and there are jobs.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="request">What it has free.</param>
    /// <param name="cancellation">Gives up waiting for the writer.</param>
    public async Task<IReadOnlyList<AttemptGrant>> ExecuteAsync(string nodeId, ClaimRequest request, CancellationToken cancellation)
    {
        // Most claims find nothing: those must not stand in the writer's way.
        await using (var database = await databases.CreateDbContextAsync(cancellation))
        {
            var node = (await database.Database.SqlQuery<ClaimingNode>(ClaimingNode.Query(nodeId)).ToListAsync(cancellation)).FirstOrDefault();
            if (node is null || !node.MayClaim(request)) return [];
            var heads = await database.Database.SqlQuery<LaneHead>(WaitingLanes.Heads(request.FreeMemoryMiB, limits.Value.RunningJobs)).ToListAsync(cancellation);
            if (!heads.Exists(head => node.Fits(head, request))) return [];
        }

        var granted = await writer.WriteAsync(scope => GrantAsync(scope, nodeId, request), cancellation);
        return [.. granted.Select(grant => notes.Tell(nodeId, grant))];
    }

    private async Task<IReadOnlyList<ReadyGrant>> GrantAsync(WriteScope scope, string nodeId, ClaimRequest request)
    {
        // Written, though to what it was: whoever puts the node into maintenance, or claims for it elsewhere, waits for this write.
        await scope.ExecuteAsync($"UPDATE nodes SET session_id = session_id WHERE id = {nodeId}");
        var node = await scope.FirstOrDefaultAsync<ClaimingNode>(ClaimingNode.Query(nodeId));
        if (node is null || !node.MayClaim(request)) return [];

        var grants = new List<ReadyGrant>();
        var freeMemory = request.FreeMemoryMiB;
        for (var free = Math.Min(node.FreeSlots, request.FreeSlots); free > 0; free--)
        {
            if (await GrantNextAsync(scope, nodeId, node, request, freeMemory) is not { } grant) break;
            grants.Add(grant);
            freeMemory -= grant.Attempt.MemoryMiB;
        }

        return grants;
    }

    private async Task<ReadyGrant?> GrantNextAsync(WriteScope scope, string nodeId, ClaimingNode node, ClaimRequest request, int freeMemory)
    {
        for (var look = 0; look < MostLooks; look++)
        {
            var heads = await scope.QueryAsync<LaneHead>(WaitingLanes.Heads(freeMemory, limits.Value.RunningJobs));
            var next = TurnOrder.Of(heads.Where(head => node.Fits(head, request)), options.Value.AgeingSeconds * 1000).FirstOrDefault();
            if (next is null) return null;
            if (await GrantAsync(scope, nodeId, node.Name, request.SessionId, next) is { } grant) return grant;
        }

        return null;
    }

    private async Task<ReadyGrant?> GrantAsync(WriteScope scope, string nodeId, string nodeName, string sessionId, LaneHead next)
    {
        await FairShare.HoldAsync(scope, next.UserId);
        var leaseMilliseconds = (long)(options.Value.LeaseSeconds * 1000);
        var granted = await scope.FirstOrDefaultAsync<GrantedJob>($"""
            UPDATE jobs SET status = 'RUNNING', lease_epoch = lease_epoch + 1, lease_expires_at = now_ms() + {leaseMilliseconds}, node_id = {nodeId},
                attempt_number = attempt_number + 1, last_report_seq = 0, started_at = COALESCE(started_at, now_ms()), last_event_seq = last_event_seq + 1
            WHERE id = {next.JobId} AND status = 'PENDING' AND not_before <= now_ms()
                AND (SELECT COUNT(*) FROM jobs r WHERE r.user_id = {next.UserId} AND r.status = 'RUNNING') < {limits.Value.RunningJobs}
            RETURNING id AS "Id", user_id AS "UserId", title AS "Title", effective_config AS "EffectiveConfig", config_digest AS "ConfigDigest", dataset_facts AS "DatasetFacts",
                memory_mib AS "MemoryMiB", attempt_number AS "AttemptNumber", lease_epoch AS "LeaseEpoch", snapshot AS "Snapshot",
                not_before AS "ReadyAt", trace_parent AS "TraceParent", last_event_seq AS "Seq", now_ms() AS "Now"
            """);
        if (granted is null) return null;

        var snapshot = granted.Snapshot is null ? null : JsonSerializer.Deserialize<SnapshotRef>(granted.Snapshot, ModelMineJson.Options);
        var attemptId = Id.New("att");
        var resumedFrom = snapshot?.Step ?? 0;
        await scope.ExecuteAsync($"""
            INSERT INTO attempts (id, job_id, number, node_id, session_id, lease_epoch, status, started_at, resumed_from_step)
            VALUES ({attemptId}, {granted.Id}, {granted.AttemptNumber}, {nodeId}, {sessionId}, {granted.LeaseEpoch}, 'RUNNING', {granted.Now}, {resumedFrom})
            """);
        await FairShare.NoteServedAsync(scope, granted.UserId);
        events.Append(scope, granted.UserId, new JobEvent
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
        var attempt = new AttemptGrant
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
            TraceParent = granted.TraceParent,
        };
        return new ReadyGrant(attempt, granted.Now - granted.ReadyAt);
    }

    private sealed record GrantedJob(
        string Id, string UserId, string Title, string EffectiveConfig, string ConfigDigest, string? DatasetFacts, int MemoryMiB, int AttemptNumber, long LeaseEpoch,
        string? Snapshot, long ReadyAt, string? TraceParent, long Seq, long Now);
}
