using System.Text.Json;

namespace ModelMine.StubTrainer;

/// <summary>What a stub needs to know of its <c>attempt.json</c>.</summary>
/// <param name="ConfigDigest">SHA-256 of the config.</param>
/// <param name="Threads">Threads to compute with.</param>
/// <param name="Seed">The config's seed.</param>
/// <param name="ResumeFrom">File of the snapshot to go on from; null from the start.</param>
internal sealed record Assignment(string ConfigDigest, int Threads, long Seed, string? ResumeFrom)
{
    /// <summary>Reads it.</summary>
    /// <param name="path">The file.</param>
    public static Assignment Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        return new Assignment(
            root.GetProperty("configDigest").GetString()!, root.GetProperty("threads").GetInt32(), root.GetProperty("config").GetProperty("seed").GetInt64(),
            root.TryGetProperty("resumeFrom", out var file) ? file.GetString() : null);
    }
}
