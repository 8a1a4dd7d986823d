namespace ModelMine.Core.Contracts;

/// <summary>What a job may ask of its node, and which nodes fulfil it.</summary>
public static class JobRequiresRules
{
    /// <summary>Free disk without which a node is given nothing, MiB: whatever it began would end at its first file.</summary>
    public const int LeastFreeDiskMiB = 64;

    private const int MostCores = 4096;
    private const int MostMiB = 100_000_000;
    private const int LongestDevice = 30;

    /// <summary>Everything that is wrong with what a job asks for.</summary>
    /// <param name="requires">What it asks for.</param>
    /// <param name="path">JSON path of it in the request.</param>
    public static IEnumerable<ProblemItem> WhyNot(JobRequires requires, string path = "$.requires")
    {
        ArgumentNullException.ThrowIfNull(requires);
        if (requires.Cores is < 1 or > MostCores) yield return new($"{path}.cores", $"A whole number from 1 to {MostCores}.");
        if (requires.MemoryMiB is < 1 or > MostMiB) yield return new($"{path}.memoryMiB", $"MiB, a whole number from 1 to {MostMiB}.");
        if (requires.DiskMiB is < 1 or > MostMiB) yield return new($"{path}.diskMiB", $"MiB, a whole number from 1 to {MostMiB}.");
        if (requires.Device is { } device && (device.Length is 0 or > LongestDevice || !device.All(char.IsAsciiLetterOrDigit)))
            yield return new($"{path}.device", $"Name a device such as cpu or cuda: 1 to {LongestDevice} letters and digits.");
        if (requires.CpuLevel is { } level && !CpuLevels.All.Contains(level))
            yield return new($"{path}.cpuLevel", $"One of {string.Join(", ", CpuLevels.All)}.");
        foreach (var problem in NodeLabels.WhyNot(requires.Labels, $"{path}.labels")) yield return problem;
    }

    /// <summary>Whether a node has all that a job asks for.</summary>
    /// <param name="requires">What the job asks for; null for nothing.</param>
    /// <param name="facts">What the node's machine is.</param>
    /// <param name="diskFreeMiB">Free disk where its agent works, MiB; null when it did not say.</param>
    public static bool Fits(JobRequires? requires, NodeFacts facts, double? diskFreeMiB)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return requires is null
            || (facts.Cores >= (requires.Cores ?? 0)
                && facts.MemoryMiB >= (requires.MemoryMiB ?? 0)
                && (requires.DiskMiB is null || diskFreeMiB >= requires.DiskMiB)
                && (requires.Device is not { } device || facts.Devices.Contains(device, StringComparer.OrdinalIgnoreCase))
                && (requires.CpuLevel is not { } level || CpuLevels.Includes(facts.CpuLevel, level))
                && (requires.Labels ?? []).All(label => facts.Labels.TryGetValue(label.Key, out var value) && value == label.Value));
    }
}
