using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Dispatch;

/// <summary>Takes an attempt back from the agent that holds it: because it failed, or because the agent shuts down.</summary>
/// <param name="writer">The writer.</param>
/// <param name="attemptEnd">Ends attempts.</param>
public sealed class GiveBackAttempt(GroupCommit writer, AttemptEnd attemptEnd)
{
    private const int LongestReason = 2000;

    /// <summary>The trainer failed.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="report">Why.</param>
    /// <param name="cancellation">Gives up waiting for the writer.</param>
    /// <exception cref="RefusedException">404 unknown attempt; 409 the lease is held no longer.</exception>
    public Task FailAsync(string nodeId, string attemptId, FailureReport report, CancellationToken cancellation)
    {
        var reason = string.IsNullOrWhiteSpace(report.Reason) ? "the trainer gave no reason" : report.Reason.Trim().TrimEnd('.');
        if (reason.Length > LongestReason) reason = reason[..LongestReason] + "…";
        return writer.WriteAsync(
            scope => EndAsync(scope, nodeId, attemptId, report.LeaseEpoch, AttemptStatus.Failed, reason, report.Retryable), cancellation);
    }

    /// <summary>The agent shuts down: the job goes back to the queue unharmed.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="report">The lease.</param>
    /// <param name="cancellation">Gives up waiting for the writer.</param>
    /// <exception cref="RefusedException">404 unknown attempt; 409 the lease is held no longer.</exception>
    public Task ReleaseAsync(string nodeId, string attemptId, ReleaseReport report, CancellationToken cancellation) =>
        writer.WriteAsync(
            async scope => await EndAsync(scope, nodeId, attemptId, report.LeaseEpoch, AttemptStatus.Released, await WhyReleasedAsync(scope, nodeId), true),
            cancellation);

    private static async Task<string> WhyReleasedAsync(WriteScope scope, string nodeId)
    {
        var maintained = await scope.FirstOrDefaultAsync<int>($"""SELECT COUNT(*) AS "Value" FROM nodes WHERE id = {nodeId} AND gives_back""");
        return maintained == 1 ? "its node went into maintenance" : "its node shut down";
    }

    private async Task<bool> EndAsync(
        WriteScope scope, string nodeId, string attemptId, long leaseEpoch, AttemptStatus how, string reason, bool retryable)
    {
        var lease = await HeldLease.FindAsync(scope, nodeId, attemptId) ?? throw RefusedException.NotFound("attempt");
        if (await attemptEnd.EndAsync(scope, lease.JobId, leaseEpoch, how, reason, retryable)) return true;

        // The same report again, after its answer was lost, is no fault.
        var alreadyEndedSo = await scope.FirstOrDefaultAsync<int>($"""
            SELECT COUNT(*) AS "Value" FROM attempts WHERE id = {attemptId} AND lease_epoch = {leaseEpoch} AND (reason = {reason} OR status = {how.ToString().ToUpperInvariant()} AND status = 'RELEASED')
            """);
        return alreadyEndedSo == 1 ? false : throw RefusedException.StaleLease();
    }
}
