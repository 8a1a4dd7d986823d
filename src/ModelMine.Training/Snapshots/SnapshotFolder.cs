using System.Globalization;
using System.Security.Cryptography;
using ModelMine.Core.Contracts;

namespace ModelMine.Training.Snapshots;

/// <summary>
/// Writes snapshots into an attempt's folder and keeps the last two: the newest, and the one before in case the newest is being
/// read while the next is written.
/// </summary>
internal sealed class SnapshotFolder(string folder)
{
    private const int Kept = 2;
    private readonly Queue<string> _files = new();

    /// <summary>Writes one.</summary>
    /// <param name="content">The state.</param>
    /// <param name="unit">Units made: its number.</param>
    /// <param name="step">Optimizer steps made.</param>
    /// <param name="epochsFinished">Training epochs finished.</param>
    /// <returns>Its file name and what it is.</returns>
    public (string File, SnapshotRef Snapshot) Save(SnapshotContent content, long unit, long step, int epochsFinished)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"snapshot-{unit:D12}.safetensors");
        var path = Path.Combine(folder, name);
        AtomicFile.Write(path, stream => Core.Formats.Safetensors.Write(stream, content.Tensors, content.Texts));
        using var written = File.OpenRead(path);
        var digest = Convert.ToHexStringLower(SHA256.HashData(written));
        Forget(name);
        return (name, new SnapshotRef(digest, written.Length, step, epochsFinished));
    }

    private void Forget(string newest)
    {
        if (!_files.Contains(newest))
        {
            _files.Enqueue(newest);
        }

        while (_files.Count > Kept)
        {
            File.Delete(Path.Combine(folder, _files.Dequeue()));
        }
    }
}
