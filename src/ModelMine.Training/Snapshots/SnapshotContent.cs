using System.Globalization;
using ModelMine.Core.Formats;

namespace ModelMine.Training.Snapshots;

/// <summary>What goes into a snapshot.</summary>
internal sealed class SnapshotContent
{
    private readonly List<SafetensorsTensor> _tensors = [];
    private readonly Dictionary<string, string> _texts = [];

    public IReadOnlyList<SafetensorsTensor> Tensors => _tensors;

    public IReadOnlyDictionary<string, string> Texts => _texts;

    public void Add(IEnumerable<SafetensorsTensor> tensors) => _tensors.AddRange(tensors);

    public void Add(string name, string text) => _texts.Add(name, text);

    public void Add(string name, long number) => _texts.Add(name, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a number without loss; nothing when there is none.</summary>
    public void Add(string name, double? number)
    {
        if (number is { } value)
        {
            _texts.Add(name, value.ToString("R", CultureInfo.InvariantCulture));
        }
    }
}
