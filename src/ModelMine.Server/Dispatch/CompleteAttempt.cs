using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;
using ModelMine.Server.Data;
using ModelMine.Server.Jobs;
using ModelMine.Server.Ledger;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Telemetry;
using ModelMine.Server.Tokens;

namespace ModelMine.Server.Dispatch;

/// <summary>Settles a trained job: completion, contribution, transfers and ledger block are one write, or none of them is.</summary>
/// <param name="writer">The writer.</param>
/// <param name="events">The job's log.</param>
/// <param name="jobs">Counts jobs.</param>
/// <param name="meter">Counts attempts.</param>
/// <param name="logger">The log.</param>
public sealed partial class CompleteAttempt(GroupCommit writer, JobEventLog events, JobMeter jobs, DispatchMeter meter, ILogger<CompleteAttempt> logger)
{
    /// <summary>Settles. The same completion again answers as the first time did.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="report">The result, signed by the node; the weights were uploaded before.</param>
    /// <param name="cancellation">Gives up waiting for the writer.</param>
    /// <exception cref="RefusedException">404 unknown attempt; 409 the lease is held no longer; 422 the result does not fit the job.</exception>
    public async Task<CompletionReceipt> ExecuteAsync(string nodeId, string attemptId, CompletionReport report, CancellationToken cancellation)
    {
        using var span = ServerTelemetry.Source.StartActivity("settle");
        span?.SetTag(JobTrace.AttemptId, attemptId).SetTag(JobTrace.NodeId, nodeId);
        return await writer.WriteAsync(scope => SettleAsync(scope, nodeId, attemptId, report), cancellation);
    }

    private async Task<CompletionReceipt> SettleAsync(WriteScope scope, string nodeId, string attemptId, CompletionReport report)
    {
        var lease = await HeldLease.FindAsync(scope, nodeId, attemptId) ?? throw RefusedException.NotFound("attempt");
        if (await SettledBeforeAsync(scope, lease.JobId, attemptId, report) is { } before) return before;
        var publicKey = await CheckedPublicKeyAsync(scope, lease.JobId, nodeId, attemptId, report);

        var resultJson = JsonSerializer.Serialize(report.Result, ModelMineJson.Options);
        double? accuracy = report.Result.ScoreName == "accuracy" ? report.Result.Score : null;
        var completed = await scope.FirstOrDefaultAsync<Completed>($"""
            UPDATE jobs SET status = 'COMPLETED', finished_at = now_ms(), lease_expires_at = NULL, snapshot = NULL, snapshot_digest = NULL, progress_fraction = 1,
                result = {resultJson}, weights_digest = {report.Result.WeightsDigest}, accuracy = {accuracy}, last_event_seq = last_event_seq + 1
            WHERE id = {lease.JobId} AND status = 'RUNNING' AND lease_epoch = {report.LeaseEpoch}
            RETURNING last_event_seq AS "Seq", now_ms() AS "Now"
            """) ?? throw RefusedException.StaleLease();

        await scope.ExecuteAsync($"UPDATE attempts SET status = 'COMPLETED', ended_at = {completed.Now} WHERE id = {attemptId}");
        await FairShare.NoteServedAsync(scope, lease.UserId);
        var (reward, fee) = await StakeResolution.PayAsync(scope, lease.JobId, nodeId);
        var steps = report.Result.Steps - lease.ResumedFromStep;
        if (steps < 0)
            throw new RefusedException(422, "unfit_result", $"The result has {report.Result.Steps} steps, but went on from step {lease.ResumedFromStep}.", "Send a failure in place of a completion.");
        await scope.ExecuteAsync($"""
            INSERT INTO contributions (attempt_id, job_id, node_id, steps, seconds, reward, at)
            VALUES ({attemptId}, {lease.JobId}, {nodeId}, {steps}, {report.Result.Seconds}, {reward}, {completed.Now})
            """);
        var data = CompletedJobData.From(
            lease.JobId, attemptId, nodeId, report.LeaseEpoch, report.Result, [new NodeContribution(nodeId, publicKey, steps, reward)], fee, report.Signature);
        var height = await LedgerAppend.AppendAsync(scope, lease.JobId, data.ToCanonicalJson());
        events.Append(scope, lease.UserId, new JobEvent
        {
            JobId = lease.JobId,
            Seq = completed.Seq,
            Type = JobEventType.Completed,
            At = DateTimeOffset.FromUnixTimeMilliseconds(completed.Now),
            Status = JobStatus.Completed,
            Attempt = lease.AttemptNumber,
            Message = $"Trained and settled: {reward} tokens to the node, {fee} to the network, block {height} in the ledger.",
            Result = report.Result,
        });
        scope.AfterCommit(() =>
        {
            meter.Ended(AttemptStatus.Completed);
            jobs.Finished(JobStatus.Completed);
            LogSettled(lease.JobId, attemptId, nodeId, report.LeaseEpoch, height, reward);
        });
        return new CompletionReceipt(height, reward);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{JobId} is trained and settled ({AttemptId} on {NodeId}, lease {LeaseEpoch}): block {Height}, {Reward} tokens to the node.")]
    private partial void LogSettled(string jobId, string attemptId, string nodeId, long leaseEpoch, long height, long reward);

    private static async Task<CompletionReceipt?> SettledBeforeAsync(WriteScope scope, string jobId, string attemptId, CompletionReport report)
    {
        var settled = await scope.FirstOrDefaultAsync<Settled>($"""
            SELECT b.height AS "Height", c.reward AS "Reward", j.result AS "Result"
            FROM jobs j JOIN attempts a ON a.job_id = j.id JOIN contributions c ON c.attempt_id = a.id JOIN ledger_blocks b ON b.job_id = j.id
            WHERE j.id = {jobId} AND a.id = {attemptId} AND a.status = 'COMPLETED' AND a.lease_epoch = {report.LeaseEpoch}
            """);
        if (settled is null) return null;
        var stored = JsonSerializer.Deserialize<JobResult>(settled.Result, ModelMineJson.Options);
        return stored?.WeightsDigest == report.Result.WeightsDigest
            ? new CompletionReceipt(settled.Height, settled.Reward)
            : throw new RefusedException(409, "settled_otherwise", "This attempt was settled with other weights.", "Nothing was changed.");
    }

    private static async Task<string> CheckedPublicKeyAsync(
        WriteScope scope, string jobId, string nodeId, string attemptId, CompletionReport report)
    {
        var expected = await scope.FirstOrDefaultAsync<Expected>($"""
            SELECT j.config_digest AS "ConfigDigest", n.public_key AS "PublicKey" FROM jobs j, nodes n WHERE j.id = {jobId} AND n.id = {nodeId}
            """) ?? throw RefusedException.NotFound("job");
        if (report.Result.ConfigDigest != expected.ConfigDigest)
            throw new RefusedException(422, "wrong_config", "The result is for another config than the job's.", "Train the config of the grant.");
        var statement = Statement(jobId, attemptId, nodeId, report);
        if (!NodeKey.Verify(expected.PublicKey, statement, report.Signature))
            throw new RefusedException(422, "bad_signature", "The result is not signed by this node's key.", "Sign it with the key of the enrolment.");
        await StoredBlob.RequireAsync(scope, report.Result.WeightsDigest, report.Result.WeightsBytes, "weights file");
        return expected.PublicKey;
    }

    private static byte[] Statement(string jobId, string attemptId, string nodeId, CompletionReport report)
    {
        try
        {
            return ResultStatement.ToBytes(jobId, attemptId, nodeId, report.LeaseEpoch, report.Result);
        }
        catch (LedgerDataException error)
        {
            throw new RefusedException(422, "unfit_result", $"The result cannot go into the ledger: {error.Message}.", "Send a failure in place of a completion.");
        }
    }

    private sealed record Completed(long Seq, long Now);

    private sealed record Settled(long Height, long Reward, string Result);

    private sealed record Expected(string ConfigDigest, string PublicKey);
}
