using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Core.JobConfigs.Layers;

/// <summary>Reads a size: <c>3</c>, or <c>[3, 5]</c>.</summary>
internal static class LayerSizeReader
{
    /// <returns>Null when there was a problem.</returns>
    public static LayerSize? Read(ConfigKey key, GivenKey entry, List<ProblemItem> problems)
    {
        var parts = entry.Value.ValueKind == JsonValueKind.Array ? entry.Value.EnumerateArray().ToArray() : [entry.Value, entry.Value];
        if (parts.Length == 2 && Side(key, parts[0]) is { } rows && Side(key, parts[1]) is { } columns)
        {
            return new(rows, columns);
        }

        problems.Add(new(entry.Path, $"{key.Name} must be a whole number {ConfigValueReader.RangeOf(key)}, or two of them as [rows, columns], not {ConfigValueReader.Shorten(entry.Value.GetRawText())}."));
        return null;
    }

    private static int? Side(ConfigKey key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number == Math.Floor(number) && number >= key.Minimum && number <= key.Maximum
            ? (int)number
            : null;
}
