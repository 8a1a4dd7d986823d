namespace ModelMine.Agent.Trainers;

/// <summary>What a trainer may take of its node. One that takes more is ended, and its node goes on.</summary>
/// <param name="MemoryMiB">Memory, MiB.</param>
internal sealed record TrainerLimits(int MemoryMiB)
{
    private const long MiB = 1024 * 1024;

    /// <summary>Output at any time, bytes.</summary>
    public long OutputBurstBytes { get; init; } = 64 * MiB;

    /// <summary>Output that it may write for ever, bytes a second: ten thousand measured points.</summary>
    public long OutputBytesPerSecond { get; init; } = MiB;

    /// <summary>Its folder; null when nothing is to be bounded.</summary>
    public string? Folder { get; init; }

    /// <summary>Bytes that the files in its folder may take.</summary>
    public long FolderBytes { get; init; } = long.MaxValue;

    /// <summary>Why a trainer that wrote so much goes beyond its limits; null when it does not.</summary>
    /// <param name="bytes">Output so far.</param>
    /// <param name="ran">How long it has run.</param>
    public StopCause? OutputProblem(long bytes, TimeSpan ran) => bytes <= OutputBurstBytes + ran.TotalSeconds * OutputBytesPerSecond
        ? null
        : Excess($"The trainer wrote {bytes / MiB:N0} MiB of output within {ran.TotalSeconds:0} s, and was ended: a node takes {OutputBurstBytes / MiB} MiB at once, and {OutputBytesPerSecond / MiB} MiB a second for long.");

    /// <summary>Why a trainer that holds so much memory goes beyond its limits; null when it does not.</summary>
    /// <param name="usedMiB">Memory that it holds, MiB.</param>
    public StopCause? MemoryProblem(int usedMiB) => usedMiB <= MemoryMiB
        ? null
        : Excess($"The trainer used {usedMiB:N0} MiB, allowed were {MemoryMiB:N0} MiB: choose a smaller batchSize or a smaller model.");

    /// <summary>Why a trainer with such a folder goes beyond its limits; null when it does not.</summary>
    public StopCause? FolderProblem() => Folder is not null && FolderSize.Of(Folder) is var bytes && bytes > FolderBytes
        ? Excess($"The trainer wrote {bytes / MiB:N0} MiB of files, allowed were {FolderBytes / MiB:N0} MiB: choose a smaller model, or a node whose agent allows more (--attempt-disk).")
        : null;

    // Where one attempt went too far the next one would: another node is spared it.
    private static StopCause Excess(string words) => new(words, IsFailure: true, IsRetryable: false, AtOnce: true);
}
