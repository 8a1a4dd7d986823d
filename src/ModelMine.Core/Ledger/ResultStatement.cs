using System.Text;
using ModelMine.Core.Contracts;

namespace ModelMine.Core.Ledger;

/// <summary>What a node signs at the end of an attempt: who trained what, under which fence, and what came of it, in canonical JSON.</summary>
public static class ResultStatement
{
    /// <summary>The bytes to sign.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="nodeId">The node that made it.</param>
    /// <param name="leaseEpoch">The fence.</param>
    /// <param name="result">What it measured.</param>
    /// <returns>Canonical JSON in UTF-8.</returns>
    /// <exception cref="LedgerDataException">A field is not in its form, such as a score that is not finite; says which.</exception>
    public static byte[] ToBytes(string jobId, string attemptId, string nodeId, long leaseEpoch, JobResult result) =>
        ToBytes(CompletedJobData.From(jobId, attemptId, nodeId, leaseEpoch, result, [], 0, ""));

    /// <summary>The bytes that were signed, from the block's data.</summary>
    /// <param name="data">The block's data.</param>
    /// <inheritdoc cref="ToBytes(string, string, string, long, JobResult)"/>
    public static byte[] ToBytes(CompletedJobData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (CompletedJobChecks.WhyNotSignable(data) is { } problem)
        {
            throw new LedgerDataException(problem);
        }

        return Encoding.UTF8.GetBytes(LedgerJson.ToCanonical(new
        {
            Type = "modelmine.result",
            Version = 1,
            data.JobId,
            data.AttemptId,
            data.NodeId,
            data.LeaseEpoch,
            data.ConfigDigest,
            data.Dataset,
            data.DatasetDigest,
            data.WeightsDigest,
            data.WeightsBytes,
            data.ScoreName,
            data.Score,
            data.Epochs,
            data.Steps,
            data.Seed,
            data.Threads,
            data.CpuCapability,
            data.TorchVersion,
        }));
    }
}
