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

    /// <summary>The layout that this version writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>What the block is about.</summary>
    public string Type { get; init; } = CompletedType;

    /// <summary>Version of this layout.</summary>
    public int Version { get; init; } = CurrentVersion;

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

    /// <summary>Whole training epochs made; 0 when <c>maxMinutes</c> ended the training within the first.</summary>
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
    /// <exception cref="LedgerDataException">A field is not in its form; says which.</exception>
    public string ToCanonicalJson() => (CompletedJobChecks.WhyNotSignable(this) ?? CompletedJobChecks.WhyNotSettled(this)) is { } problem
        ? throw new LedgerDataException(problem)
        : LedgerJson.ToCanonical(this);

    /// <summary>Reads a block's data.</summary>
    /// <param name="canonicalJson">The text of the block.</param>
    /// <exception cref="LedgerDataException">It is not canonical JSON, or not the data of a completed job; says why.</exception>
    public static CompletedJobData Parse(string canonicalJson)
    {
        CompletedJobData? data;
        try
        {
            data = CanonicalJson.ParseCanonical(canonicalJson).Deserialize<CompletedJobData>(LedgerJson.Options);
        }
        catch (CanonicalJsonException error)
        {
            throw new LedgerDataException(error.Message);
        }
        catch (JsonException error)
        {
            throw new LedgerDataException($"it is not the data of a completed job: {error.Message}");
        }

        var problem = data switch
        {
            null => "it is null",
            not { Type: CompletedType, Version: CurrentVersion } => $"it is of type \"{data.Type}\" version {data.Version}; this version of ModelMine knows {CompletedType} version {CurrentVersion}",
            _ => CompletedJobChecks.WhyNotSignable(data) ?? CompletedJobChecks.WhyNotSettled(data),
        };
        return problem is null ? data! : throw new LedgerDataException(problem);
    }

    /// <summary>What is wrong with the node's signature, from this data alone; null when it holds.</summary>
    public string? SignatureProblem()
    {
        var signer = Nodes.FirstOrDefault(node => node.NodeId == NodeId);
        return signer is not null && NodeKey.Verify(signer.PublicKey, ResultStatement.ToBytes(this), Signature)
            ? null
            : $"the signature of node {NodeId} does not match the result";
    }
}
