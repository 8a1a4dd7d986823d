using System.Globalization;
using ModelMine.Core.Formats;

namespace ModelMine.Training.Snapshots;

/// <summary>A snapshot that was opened.</summary>
internal sealed class SnapshotFile : IDisposable
{
    private readonly FileStream _stream;

    /// <exception cref="SafetensorsException">It is not a snapshot.</exception>
    public SnapshotFile(string path)
    {
        _stream = File.OpenRead(path);
        try
        {
            Tensors = Safetensors.Open(_stream);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    public SafetensorsFile Tensors { get; }

    public string Text(string name) => Tensors.Metadata.TryGetValue(name, out var text)
        ? text
        : throw new SafetensorsException($"The snapshot says nothing about {name}.");

    public long Whole(string name) => long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new SafetensorsException($"The snapshot's {name} is no whole number.");

    public double? NumberOrNull(string name) => Tensors.Metadata.ContainsKey(name) ? Number(name) : null;

    public double Number(string name) => double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new SafetensorsException($"The snapshot's {name} is no number.");

    public void Dispose() => _stream.Dispose();
}
