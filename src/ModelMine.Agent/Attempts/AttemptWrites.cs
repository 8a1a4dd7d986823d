using System.Net;
using ModelMine.Agent.Contact;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Attempts;

/// <summary>The writes of one attempt, each under its fence, each tried until answered.</summary>
/// <param name="api">The server.</param>
/// <param name="calls">Asks until answered.</param>
/// <param name="grant">The attempt.</param>
/// <param name="lease">Renewed by each answer that says so.</param>
/// <param name="time">The clock.</param>
internal sealed class AttemptWrites(NodeApiClient api, PatientCalls calls, AttemptGrant grant, LeaseClock lease, TimeProvider time)
{
    /// <summary>Sends a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LeaseLostException">The node holds the lease no longer.</exception>
    /// <exception cref="ApiException">The server does not take it.</exception>
    public Task ReportAsync(AttemptReport report, CancellationToken cancellationToken) => WriteAsync(
        async token =>
        {
            var sentAt = time.GetTimestamp();
            var renewal = await api.ReportAsync(grant.AttemptId, report, token);
            lease.Renew(sentAt, renewal.LeaseSeconds);
            return renewal;
        },
        cancellationToken);

    /// <summary>Names a snapshot that was uploaded.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <inheritdoc cref="ReportAsync"/>
    public Task SnapshotAsync(SnapshotRef snapshot, CancellationToken cancellationToken) => WriteAsync(
        token => Done(api.SnapshotAsync(grant.AttemptId, new SnapshotReport(grant.LeaseEpoch, snapshot), token)), cancellationToken);

    /// <summary>Settles.</summary>
    /// <param name="result">What was measured.</param>
    /// <param name="signature">The node's signature.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <inheritdoc cref="ReportAsync"/>
    public Task<CompletionReceipt> CompleteAsync(JobResult result, string signature, CancellationToken cancellationToken) => WriteAsync(
        token => api.CompleteAsync(grant.AttemptId, new CompletionReport(grant.LeaseEpoch, result, signature), token), cancellationToken);

    /// <summary>Says that the attempt failed.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="retryable">Whether another attempt could end otherwise.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <inheritdoc cref="ReportAsync"/>
    public Task FailAsync(string reason, bool retryable, CancellationToken cancellationToken) => WriteAsync(
        token => Done(api.FailAsync(grant.AttemptId, new FailureReport(grant.LeaseEpoch, reason, retryable), token)), cancellationToken);

    /// <summary>Gives the attempt back.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <inheritdoc cref="ReportAsync"/>
    public Task ReleaseAsync(CancellationToken cancellationToken) => WriteAsync(
        token => Done(api.ReleaseAsync(grant.AttemptId, new ReleaseReport(grant.LeaseEpoch), token)), cancellationToken);

    private async Task<T> WriteAsync<T>(Func<CancellationToken, Task<T>> write, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.UntilAnsweredAsync(write, cancellationToken);
        }
        catch (ApiException refusal) when (refusal.Status is HttpStatusCode.Conflict)
        {
            throw new LeaseLostException(refusal.Problem.Title, refusal);
        }
    }

    private static async Task<bool> Done(Task write)
    {
        await write;
        return true;
    }
}
