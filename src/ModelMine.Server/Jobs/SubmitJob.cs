using Microsoft.Extensions.Options;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets.Own;
using ModelMine.Server.Blobs;
using ModelMine.Server.Data;
using ModelMine.Server.Datasets;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Telemetry;
using ModelMine.Server.Tokens;

namespace ModelMine.Server.Jobs;

/// <summary>Takes a job: its stake goes into escrow and it is stored as pending in one write.</summary>
/// <param name="writer">The writer.</param>
/// <param name="events">The job's log.</param>
/// <param name="queries">Reads the job back.</param>
/// <param name="datasets">What the config may name.</param>
/// <param name="wakeUps">Wakes agents.</param>
/// <param name="pending">How many jobs one user may have waiting.</param>
/// <param name="storage">How much one user may have stored.</param>
/// <param name="options">How many attempts a job has.</param>
/// <param name="meter">Counts it.</param>
public sealed class SubmitJob(
    GroupCommit writer, JobEventLog events, JobQueries queries, DatasetQueries datasets, WakeUps wakeUps, PendingLimit pending, StorageQuota storage,
    IOptions<ModelMineOptions> options, JobMeter meter)
{
    /// <summary>Submits. The same key with the same job again gives the job that the first one made.</summary>
    /// <param name="userId">Who submits.</param>
    /// <param name="request">The job.</param>
    /// <param name="idempotencyKey">The <c>Idempotency-Key</c> header, at most 200 characters.</param>
    /// <param name="cancellation">Gives up waiting for the writer.</param>
    /// <returns>The job, and whether this submit made it.</returns>
    /// <exception cref="RefusedException">400 invalid; 402 too few tokens; 409 the key was used for another job, or too much is stored; 429 too many wait.</exception>
    public async Task<(JobDetail Job, bool Created)> ExecuteAsync(
        string userId, SubmitJobRequest request, string? idempotencyKey, CancellationToken cancellation)
    {
        using var span = ServerTelemetry.Source.StartActivity("submit");
        var job = NewJob.From(request, idempotencyKey, await datasets.LookupAsync(userId, cancellation));
        var full = await storage.WhyNoJobAsync(userId, cancellation);
        var traceParent = JobTrace.Here;
        var (jobId, created) = await writer.WriteAsync(scope => StoreAsync(scope, userId, job, idempotencyKey, full, traceParent), cancellation);
        span?.SetTag(JobTrace.JobId, jobId);
        var stored = await queries.FindAsync(userId, jobId, cancellation) ?? throw RefusedException.NotFound("job");
        return (stored, created);
    }

    private async Task<(string JobId, bool Created)> StoreAsync(WriteScope scope, string userId, NewJob job, string? key, RefusedException? full, string? traceParent)
    {
        if (key is not null && await EarlierAsync(scope, userId, key, job.Digest()) is { } earlier) return (earlier, false);

        // A submit that is sent again is answered as the first one was, however full it is by now.
        if (full is not null) throw full;
        await pending.RequireRoomAsync(scope, userId);
        var datasetId = await OwnDatasetAsync(scope, userId, job);
        var jobId = Id.New("job");
        if (!await StakeResolution.TryStakeAsync(scope, jobId, userId, job.TokenStake))
            throw new RefusedException(
                402, "insufficient_tokens", $"Your wallet holds fewer than the {job.TokenStake} tokens at stake.", "Stake less, or wait until running jobs refund or nodes of yours earn.");

        var now = await scope.NowAsync();
        scope.Database.Add(job.ToStored(jobId, userId, datasetId, now, options.Value.MaxAttempts, options.Value.AgeingSeconds, traceParent));
        if (key is not null) scope.Database.Add(new IdempotencyKey { UserId = userId, Key = key, BodyDigest = job.Digest(), JobId = jobId });
        await scope.Database.SaveChangesAsync();
        events.Append(scope, userId, new JobEvent
        {
            JobId = jobId,
            Seq = 1,
            Type = JobEventType.Submitted,
            At = now,
            Status = JobStatus.Pending,
            Message = $"Submitted with {job.TokenStake} tokens at stake.",
        });
        scope.AfterCommit(() => meter.Submitted(job.Effective.ModelType));
        scope.AfterCommit(() => wakeUps.Ring(WakeUps.Work));
        return (jobId, true);
    }

    /// <summary>The row of the owner's own data set. Looked at inside the write: a removal comes before it or after it, and then finds the job.</summary>
    private static async Task<string?> OwnDatasetAsync(WriteScope scope, string userId, NewJob job)
    {
        if (job.OwnData is not { Name: var named } || DatasetName.TryParse(named) is not { Folded: var folded, Version: var version }) return null;
        return await scope.FirstOrDefaultAsync<string>($"""
            SELECT id AS "Value" FROM datasets WHERE user_id = {userId} AND folded_name = {folded} AND version = {version} AND removed_at IS NULL
            """) ?? throw DatasetRefusals.Gone(named);
    }

    private static async Task<string?> EarlierAsync(WriteScope scope, string userId, string key, string digest)
    {
        var earlier = await scope.FirstOrDefaultAsync<Earlier>($"""
            SELECT job_id AS "JobId", body_digest AS "BodyDigest" FROM idempotency_keys WHERE user_id = {userId} AND key = {key}
            """);
        if (earlier is null) return null;
        return earlier.BodyDigest == digest
            ? earlier.JobId
            : throw new RefusedException(409, "idempotency_conflict", "This Idempotency-Key was used for another job.", "Send a new key with a new job.");
    }

    private sealed record Earlier(string JobId, string BodyDigest);
}
