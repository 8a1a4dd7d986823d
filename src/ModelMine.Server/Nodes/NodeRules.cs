using ModelMine.Core.Contracts;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Nodes;

/// <summary>What a node may say of itself.</summary>
internal static class NodeRules
{
    private const int LongestName = 60;
    private const int LongestText = 300;
    private const int KeyBytes = 32;

    public static IEnumerable<ProblemItem> WhyNotEnrol(EnrolRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Code)) yield return new("$.code", "The join code is missing.");
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Trim().Length > LongestName)
            yield return new("$.name", $"The name must have 1 to {LongestName} characters.");
        if (!IsPublicKey(request.PublicKey))
            yield return new("$.publicKey", $"The public key must be an Ed25519 key: base64 of {KeyBytes} bytes.");
        foreach (var problem in WhyNot(request.Facts)) yield return problem;
    }

    public static IEnumerable<ProblemItem> WhyNotHeartbeat(HeartbeatRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.SessionId) || request.SessionId.Length > LongestText)
            yield return new("$.sessionId", $"The session must have 1 to {LongestText} characters.");
        if (request.Metrics is null) yield return new("$.metrics", "The metrics are missing.");
        foreach (var problem in WhyNot(request.Facts)) yield return problem;
    }

    /// <summary>Throws when there is anything to object to.</summary>
    public static void Require(IEnumerable<ProblemItem> problems)
    {
        var all = problems.ToList();
        if (all.Count > 0) throw new RefusedException(422, "invalid_node", "What the node says of itself is not right.", all[0].Message, all);
    }

    private static IEnumerable<ProblemItem> WhyNot(NodeFacts? facts)
    {
        if (facts is null)
        {
            yield return new("$.facts", "The facts are missing.");
            yield break;
        }

        var texts = new[] { facts.HostName, facts.OperatingSystem, facts.Architecture, facts.CpuModel ?? "", facts.CpuLevel ?? "", facts.LibtorchVersion ?? "", facts.AgentVersion };
        if (texts.Concat(facts.Gpus ?? []).Any(text => text is null || text.Length > LongestText))
            yield return new("$.facts", $"Each text in the facts must be there, with at most {LongestText} characters.");
        if (facts.Gpus is { Count: > 64 }) yield return new("$.facts.gpus", "At most 64 GPUs can be listed.");
        if (facts.Devices is not { Count: > 0 and <= 16 } || facts.Devices.Any(device => device is null or "" || device.Length > LongestText))
            yield return new("$.facts.devices", "The devices must be 1 to 16 names, such as cpu.");
        foreach (var problem in NodeLabels.WhyNot(facts.Labels, "$.facts.labels")) yield return problem;
        if (facts.Cores is < 1 or > 4096) yield return new("$.facts.cores", "The cores must be 1 to 4096.");
        if (facts.MemoryMiB < 1) yield return new("$.facts.memoryMiB", "The memory must be at least 1 MiB.");
        if (facts.Slots is < 0 or > 1024) yield return new("$.facts.slots", "The slots must be 0 to 1024.");
        if (facts.ThreadsPerSlot < 1) yield return new("$.facts.threadsPerSlot", "The threads a slot must be at least 1.");
    }

    private static bool IsPublicKey(string? text)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes + 1];
        return text is not null && Convert.TryFromBase64String(text, bytes, out var written) && written == KeyBytes;
    }
}
