using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ModelMine.StubTrainer;

/// <summary>A file that is complete on disk.</summary>
/// <param name="Name">Its name inside the attempt's folder.</param>
/// <param name="Digest">Its SHA-256, lower-case hex.</param>
/// <param name="Size">Bytes.</param>
internal sealed record SavedFile(string Name, string Digest, long Size);

/// <summary>The files of an attempt: what it is told, its snapshots, its weights.</summary>
/// <param name="folder">The attempt's folder.</param>
internal sealed class StubFiles(string folder)
{
    public Assignment ReadAssignment() => Assignment.Read(PathOf("attempt.json"));

    /// <summary>Step of the snapshot to go on from; 0 from the start.</summary>
    public long ResumedFrom(Assignment assignment) =>
        assignment.ResumeFrom is { } file ? long.Parse(File.ReadAllText(PathOf(file)).Split(' ')[1], CultureInfo.InvariantCulture) : 0;

    public SavedFile Save(Assignment assignment, long step) =>
        Write($"step-{step}.snapshot", string.Create(CultureInfo.InvariantCulture, $"{assignment.ConfigDigest} {step}"));

    /// <summary>A safetensors file without tensors; its metadata tells one training from the other.</summary>
    public SavedFile WriteWeights(string note)
    {
        var header = $$$"""{"__metadata__":{"stub":"{{{note}}}"}}""";
        return Write("weights.safetensors", string.Concat(Encoding.Latin1.GetString(BitConverter.GetBytes((long)header.Length)), header));
    }

    public string PathOf(string file) => Path.Combine(folder, file);

    private SavedFile Write(string file, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        File.WriteAllBytes(PathOf(file), bytes);
        return new SavedFile(file, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length);
    }
}
