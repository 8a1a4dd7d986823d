using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.StubTrainer;

/// <summary>The files of an attempt: what it is told, its snapshots, its weights.</summary>
/// <param name="folder">The attempt's folder.</param>
internal sealed class StubFiles(string folder)
{
    public const string Weights = "weights.safetensors";

    public TrainerAssignment ReadAssignment() =>
        JsonSerializer.Deserialize<TrainerAssignment>(File.ReadAllBytes(PathOf("attempt.json")), ModelMineJson.Options)
            ?? throw new InvalidDataException("attempt.json holds nothing.");

    /// <summary>Step of the snapshot to go on from; 0 from the start.</summary>
    public long ResumedFrom(TrainerAssignment assignment) =>
        assignment.ResumeFrom is { } file ? JsonSerializer.Deserialize<Saved>(File.ReadAllText(PathOf(file)))!.Step : 0;

    public TrainerSnapshot Save(TrainerAssignment assignment, long step)
    {
        var file = $"step-{step}.snapshot";
        var (digest, size) = Write(file, JsonSerializer.Serialize(new Saved(assignment.ConfigDigest, step)));
        return new TrainerSnapshot(file, new SnapshotRef(digest, size, step, 0));
    }

    /// <summary>A safetensors file without tensors; its metadata tells one training from the other.</summary>
    public (string Digest, long Size) WriteWeights(string note)
    {
        var header = JsonSerializer.Serialize(new { __metadata__ = new { stub = note } });
        return Write(Weights, string.Concat(Encoding.Latin1.GetString(BitConverter.GetBytes((long)header.Length)), header));
    }

    public string PathOf(string file) => Path.Combine(folder, file);

    private (string Digest, long Size) Write(string file, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        File.WriteAllBytes(PathOf(file), bytes);
        return (Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length);
    }

    private sealed record Saved(string ConfigDigest, long Step);
}
