using ModelMine.Server.Data;

namespace ModelMine.Server.Dispatch;

/// <summary>The job whose lease an agent says that it holds.</summary>
/// <param name="JobId">The job.</param>
/// <param name="UserId">Its owner.</param>
/// <param name="AttemptNumber">Number of the attempt.</param>
/// <param name="ResumedFromStep">Step of the snapshot that the attempt went on from.</param>
/// <param name="StartedAt">When it was granted, milliseconds since 1970.</param>
internal sealed record HeldLease(string JobId, string UserId, int AttemptNumber, long ResumedFromStep, long StartedAt)
{
    /// <summary>Finds it, whether or not the lease is still held: the fence stands in the statement that follows.</summary>
    public static async Task<HeldLease?> FindAsync(WriteScope scope, string nodeId, string attemptId) =>
        await scope.FirstOrDefaultAsync<HeldLease>($"""
            SELECT j.id AS "JobId", j.user_id AS "UserId", a.number AS "AttemptNumber", a.resumed_from_step AS "ResumedFromStep", a.started_at AS "StartedAt"
            FROM attempts a JOIN jobs j ON j.id = a.job_id
            WHERE a.id = {attemptId} AND a.node_id = {nodeId}
            """);
}
