namespace ModelMine.Core.Contracts.Client;

public sealed partial class NodeApiClient
{
    /// <summary>Says what a trainer did. May be sent again unchanged: the server takes each report once.</summary>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="report">What it did.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">409: the node holds the lease no longer.</exception>
    public Task<LeaseRenewal> ReportAsync(string attemptId, AttemptReport report, CancellationToken cancellationToken) =>
        PostAsync<LeaseRenewal>(Routes.Attempt(attemptId, "report"), report, cancellationToken);

    /// <summary>Names the newest snapshot of a job, whose blob was uploaded before.</summary>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="report">The snapshot.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">409: the node holds the lease no longer.</exception>
    public Task SnapshotAsync(string attemptId, SnapshotReport report, CancellationToken cancellationToken) =>
        PostAsync(Routes.Attempt(attemptId, "snapshot"), report, cancellationToken);

    /// <summary>Settles an attempt that trained to its end, whose weights were uploaded before. May be sent again.</summary>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="report">The signed result.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">409: the node holds the lease no longer; 422: the result does not fit the job.</exception>
    public Task<CompletionReceipt> CompleteAsync(string attemptId, CompletionReport report, CancellationToken cancellationToken) =>
        PostAsync<CompletionReceipt>(Routes.Attempt(attemptId, "complete"), report, cancellationToken);

    /// <summary>Says that the trainer failed.</summary>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="report">Why.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">409: the node holds the lease no longer.</exception>
    public Task FailAsync(string attemptId, FailureReport report, CancellationToken cancellationToken) =>
        PostAsync(Routes.Attempt(attemptId, "fail"), report, cancellationToken);

    /// <summary>Gives an attempt back unharmed.</summary>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="report">The lease.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">409: the node holds the lease no longer.</exception>
    public Task ReleaseAsync(string attemptId, ReleaseReport report, CancellationToken cancellationToken) =>
        PostAsync(Routes.Attempt(attemptId, "release"), report, cancellationToken);
}
