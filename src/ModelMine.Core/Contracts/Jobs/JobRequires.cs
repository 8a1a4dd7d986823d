using System.Text.Json.Serialization;

namespace ModelMine.Core.Contracts;

/// <summary>What a job asks of the node that trains it, beyond the memory that its config needs. Left out means: any.</summary>
public sealed record JobRequires
{
    /// <summary>The word for a device: an NVIDIA GPU.</summary>
    public const string Cuda = "cuda";

    /// <summary>Logical cores of the node's machine, at least this many; 1 to 4,096.</summary>
    public int? Cores { get; init; }

    /// <summary>Memory of the node's machine, at least this much; MiB, 1 to 100,000,000.</summary>
    public int? MemoryMiB { get; init; }

    /// <summary>Free disk where the node's agent works, at least this much; MiB, 1 to 100,000,000.</summary>
    public int? DiskMiB { get; init; }

    /// <summary>Device that the node's trainers can compute on, such as <c>cpu</c> or <c>cuda</c> (see <see cref="NodeFacts.Devices"/>).</summary>
    public string? Device { get; init; }

    /// <summary>Vector instructions of the node's processor, at least this level (see <see cref="CpuLevels"/>).</summary>
    public string? CpuLevel { get; init; }

    /// <summary>Labels that the node must have, each with this very value (see <see cref="NodeLabels"/>).</summary>
    public SortedDictionary<string, string>? Labels { get; init; }

    /// <summary>Whether it asks for nothing.</summary>
    [JsonIgnore]
    public bool IsEmpty => Cores is null && MemoryMiB is null && DiskMiB is null && Device is null && CpuLevel is null && Labels is not { Count: > 0 };

    /// <summary>Each thing that it asks for, in words, such as <c>8 cores</c> or <c>label lab=3rd-floor</c>.</summary>
    public IEnumerable<string> InWords()
    {
        if (Cores is { } cores) yield return cores == 1 ? "1 core" : $"{cores} cores";
        if (MemoryMiB is { } memory) yield return $"{memory} MiB of memory";
        if (DiskMiB is { } disk) yield return $"{disk} MiB of free disk";
        if (Device is { } device) yield return device.Equals(Cuda, StringComparison.OrdinalIgnoreCase) ? "a CUDA GPU" : $"device {device}";
        if (CpuLevel is { } level) yield return $"a processor with {level}";
        foreach (var (key, value) in Labels ?? []) yield return $"label {key}={value}";
    }
}
