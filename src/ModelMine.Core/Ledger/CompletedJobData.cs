using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Core.Ledger;

/// <summary>
/// What a block binds about a completed job. It holds every field of the <see cref="ResultStatement"/> that the node signed,
/// so that the signature can be verified from the block alone.
/// </summary>
public sealed record CompletedJobData
{
    /// <summary>The one value of <see cref="Type"/>.</summary>
    public const string CompletedType = "job.completed";

    /// <summary>What the block is about.</summary>
    public string Type { get; init; } = CompletedType;

    /// <summary>Version of this layout.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>The attempt that completed it.</summary>
    public required string AttemptId { get; init; }

    /// <summary>The node that made that attempt and signed; one of <see cref="Nodes"/>.</summary>
    public required string NodeId { get; init; }

    /// <summary>The fence under which it completed.</summary>
    public required long LeaseEpoch { get; init; }

    /// <summary>SHA-256 of the effective config in canonical JSON.</summary>
    public required string ConfigDigest { get; init; }

    /// <summary>Data set or environment.</summary>
    public required string Dataset { get; init; }

    /// <summary>SHA-256 over the data set's files, or the environment's definition.</summary>
    public required string DatasetDigest { get; init; }

    /// <summary>SHA-256 of the weights file.</summary>
    public required string WeightsDigest { get; init; }

    /// <summary>Bytes of the weights file.</summary>
    public required long WeightsBytes { get; init; }

    /// <summary>Name of the score.</summary>
    public required string ScoreName { get; init; }

    /// <summary>The measured score.</summary>
    public required double Score { get; init; }

    /// <summary>Training epochs made.</summary>
    public required int Epochs { get; init; }

    /// <summary>Optimizer steps made, by all attempts.</summary>
    public required long Steps { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public required long Seed { get; init; }

    /// <summary>Threads that it computed with: with <see cref="CpuCapability"/> and <see cref="TorchVersion"/>, what the exact bits depend on.</summary>
    public required int Threads { get; init; }

    /// <summary>CPU level that libtorch used.</summary>
    public required string CpuCapability { get; init; }

    /// <summary>Version of libtorch.</summary>
    public required string TorchVersion { get; init; }

    /// <summary>Every node that put work into the job, each once.</summary>
    public required IReadOnlyList<NodeContribution> Nodes { get; init; }

    /// <summary>Tokens of the stake that went to the network.</summary>
    public required long Fee { get; init; }

    /// <summary>Ed25519 signature, base64, of the result statement by the node's key.</summary>
    public required string Signature { get; init; }

    /// <summary>Puts a block's data together from what the node reported.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="attemptId">The attempt.</param>
    /// <param name="nodeId">The node that made it; must be one of <paramref name="nodes"/>.</param>
    /// <param name="leaseEpoch">The fence that it reported under.</param>
    /// <param name="result">What it measured.</param>
    /// <param name="nodes">Every node that put work in, each once.</param>
    /// <param name="fee">Tokens for the network.</param>
    /// <param name="signature">The node's signature of the result statement, base64.</param>
    public static CompletedJobData From(
        string jobId, string attemptId, string nodeId, long leaseEpoch, JobResult result, IReadOnlyList<NodeContribution> nodes, long fee, string signature)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new()
        {
            JobId = jobId,
            AttemptId = attemptId,
            NodeId = nodeId,
            LeaseEpoch = leaseEpoch,
            ConfigDigest = result.ConfigDigest,
            Dataset = result.Dataset,
            DatasetDigest = result.DatasetDigest,
            WeightsDigest = result.WeightsDigest,
            WeightsBytes = result.WeightsBytes,
            ScoreName = result.ScoreName,
            Score = result.Score,
            Epochs = result.Epochs,
            Steps = result.Steps,
            Seed = result.Seed,
            Threads = result.Threads,
            CpuCapability = result.CpuCapability,
            TorchVersion = result.TorchVersion,
            Nodes = nodes,
            Fee = fee,
            Signature = signature,
        };
    }

    /// <summary>The data as canonical JSON: the text that a block stores and hashes.</summary>
    /// <exception cref="CanonicalJsonException">A number is not finite, or a whole number is beyond ±(2^53 - 1).</exception>
    public string ToCanonicalJson()
    {
        LedgerJson.RequireExact(LeaseEpoch, WeightsBytes, Steps, Seed, Fee);
        LedgerJson.RequireExact([.. Nodes.SelectMany(node => new[] { node.Steps, node.Reward })]);
        return LedgerJson.ToCanonical(this);
    }

    /// <summary>Reads a block's data.</summary>
    /// <param name="canonicalJson">The text of the block.</param>
    /// <exception cref="CanonicalJsonException">It is not canonical JSON, or not the data of a completed job; says why.</exception>
    public static CompletedJobData Parse(string canonicalJson)
    {
        var element = CanonicalJson.ParseCanonical(canonicalJson);
        CompletedJobData data;
        try
        {
            data = element.Deserialize<CompletedJobData>(LedgerJson.Options) ?? throw new CanonicalJsonException("The data is null.");
        }
        catch (JsonException error)
        {
            throw new CanonicalJsonException($"It is not the data of a completed job: {error.Message}");
        }

        return (data.Type, data.Version) == (CompletedType, 1)
            ? data
            : throw new CanonicalJsonException($"It is of type \"{data.Type}\" version {data.Version}; this version of ModelMine knows {CompletedType} version 1.");
    }

    /// <summary>What is wrong with the node's signature, from this data alone; null when it holds.</summary>
    public string? SignatureProblem()
    {
        var signers = Nodes.Where(node => node.NodeId == NodeId).ToList();
        if (signers.Count != 1)
        {
            return $"the node {NodeId} that signed stands {signers.Count} times among the nodes";
        }

        return NodeKey.Verify(signers[0].PublicKey, ResultStatement.ToBytes(this), Signature)
            ? null
            : $"the signature of node {NodeId} does not match the result";
    }
}
