using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Dispatch;

/// <inheritdoc cref="ILeaseRenewal"/>
internal sealed class StoredLeaseRenewal(
    GroupCommit writer, AttemptEnd attemptEnd, IDbContextFactory<ModelMineDb> databases, IOptions<ModelMineOptions> options, DispatchMeter meter) : ILeaseRenewal
{
    /// <summary>A grant younger than this may still be on its way to the agent. One that took more than half its lease to arrive is of little use to it.</summary>
    private long GrantInFlightMilliseconds => (long)Math.Min(30_000, options.Value.LeaseSeconds * 600);

    public async Task<IReadOnlyList<LostAttempt>> RenewAsync(
        string nodeId, string sessionId, IReadOnlyList<HeldAttempt> held, bool draining, CancellationToken cancellation)
    {
        var (lost, unlisted) = await writer.WriteApartAsync(scope => RenewAsync(scope, nodeId, sessionId, held, draining), cancellation);
        if (unlisted.Count > 0) await writer.WriteAsync(scope => EndAsync(scope, sessionId, unlisted), cancellation);
        return lost;
    }

    public async Task<bool> HoldsAnythingAsync(string nodeId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Attempts.AnyAsync(a => a.NodeId == nodeId && a.Status == AttemptStatus.Running, cancellation);
    }

    private async Task<(IReadOnlyList<LostAttempt> Lost, IReadOnlyList<Unlisted> Unlisted)> RenewAsync(
        WriteScope scope, string nodeId, string sessionId, IReadOnlyList<HeldAttempt> held, bool draining)
    {
        // First, so that no claim that still waits is granted anything after the look below.
        if (draining) await scope.ExecuteAsync($"UPDATE nodes SET session_id = NULL WHERE id = {nodeId} AND session_id = {sessionId}");
        var leaseMilliseconds = (long)(options.Value.LeaseSeconds * 1000);
        var lost = new List<LostAttempt>();
        foreach (var attempt in held)
        {
            var renewed = await scope.ExecuteAsync($"""
                UPDATE jobs SET lease_expires_at = now_ms() + {leaseMilliseconds}
                WHERE id = (SELECT job_id FROM attempts WHERE id = {attempt.AttemptId} AND node_id = {nodeId})
                    AND status = 'RUNNING' AND lease_epoch = {attempt.LeaseEpoch}
                """);
            if (renewed == 0) lost.Add(new LostAttempt(attempt.AttemptId, await LostLease.ReasonAsync(scope, attempt.AttemptId)));
        }

        var inFlight = draining ? 0 : GrantInFlightMilliseconds;
        var unlisted = await scope.QueryAsync<Unlisted>($"""
            SELECT id AS "Id", job_id AS "JobId", lease_epoch AS "LeaseEpoch", session_id AS "SessionId" FROM attempts
            WHERE node_id = {nodeId} AND status = 'RUNNING' AND (session_id <> {sessionId} OR started_at <= now_ms() - {inFlight})
            """);
        return (lost, unlisted.FindAll(attempt => held.All(h => h.AttemptId != attempt.Id)));
    }

    /// <summary>Ends what the agent does not know of. Each by its lease epoch: whatever came meanwhile stands.</summary>
    private async Task<int> EndAsync(WriteScope scope, string sessionId, IReadOnlyList<Unlisted> unlisted)
    {
        foreach (var attempt in unlisted)
        {
            if (attempt.SessionId == sessionId)
                await attemptEnd.EndAsync(scope, attempt.JobId, attempt.LeaseEpoch, AttemptStatus.Released, "its node never got the grant");
            else if (await attemptEnd.EndAsync(scope, attempt.JobId, attempt.LeaseEpoch, AttemptStatus.Lost, "the agent of its node was restarted"))
                scope.AfterCommit(() => meter.Lost(LeaseLoss.Restarted));
        }

        return unlisted.Count;
    }

    private sealed record Unlisted(string Id, string JobId, long LeaseEpoch, string SessionId);
}
