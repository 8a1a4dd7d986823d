namespace ModelMine.Core.Ledger;

/// <summary>What a completed job's data must hold before it is signed, written or believed.</summary>
internal static class CompletedJobChecks
{
    /// <summary>JSON numbers are doubles: beyond 2^53 two whole numbers would share one text.</summary>
    private const long LargestExactInteger = 9_007_199_254_740_991;

    private const int LongestWord = 200;

    /// <summary>What is wrong with what the node signs; null when nothing is.</summary>
    public static string? WhyNotSignable(CompletedJobData data) =>
        Word(data.JobId, "jobId")
        ?? Word(data.AttemptId, "attemptId")
        ?? Word(data.NodeId, "nodeId")
        ?? Count(data.LeaseEpoch, 1, "leaseEpoch")
        ?? Digest(data.ConfigDigest, "configDigest")
        ?? Word(data.Dataset, "dataset")
        ?? Digest(data.DatasetDigest, "datasetDigest")
        ?? Digest(data.WeightsDigest, "weightsDigest")
        ?? Count(data.WeightsBytes, 1, "weightsBytes")
        ?? Word(data.ScoreName, "scoreName")
        ?? (double.IsFinite(data.Score) ? null : "score is not a finite number")
        // None where the time that the config allows ended within the first.
        ?? Count(data.Epochs, 0, "epochs")
        ?? Count(data.Steps, 1, "steps")
        ?? Count(data.Seed, 0, "seed")
        ?? Count(data.Threads, 1, "threads")
        ?? Word(data.CpuCapability, "cpuCapability")
        ?? Word(data.TorchVersion, "torchVersion");

    /// <summary>What is wrong with the rest: who was paid what. Whether the signature matches is not looked at.</summary>
    public static string? WhyNotSettled(CompletedJobData data)
    {
        if (data.Nodes.Any(node => node is null)
            || data.Nodes.Count(node => node.NodeId == data.NodeId) != 1 || data.Nodes.DistinctBy(node => node.NodeId).Count() != data.Nodes.Count)
        {
            return "nodes must name the node that signed, and no node twice";
        }

        return Count(data.Fee, 0, "fee") ?? data.Nodes.Select(WhyNotPaid).FirstOrDefault(problem => problem is not null);
    }

    private static string? WhyNotPaid(NodeContribution node) =>
        Word(node.NodeId, "nodeId of a node")
        ?? (NodeKey.IsPublicKey(node.PublicKey) ? null : $"publicKey of {node.NodeId} is not base64 of 32 bytes")
        ?? Count(node.Steps, 0, $"steps of {node.NodeId}")
        ?? Count(node.Reward, 0, $"reward of {node.NodeId}");

    private static string? Word(string? text, string name) =>
        text is { Length: > 0 and <= LongestWord } ? null : $"{name} must have 1 to {LongestWord} characters";

    private static string? Digest(string? text, string name) =>
        Digests.IsSha256(text) ? null : $"{name} must be 64 lower-case hex digits";

    private static string? Count(long number, long atLeast, string name) =>
        number >= atLeast && number <= LargestExactInteger ? null : $"{name} must be from {atLeast} to {LargestExactInteger}, not {number}";
}
