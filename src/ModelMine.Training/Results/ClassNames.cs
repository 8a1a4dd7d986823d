using System.Text.Json;

namespace ModelMine.Training.Results;

/// <summary>Names of classes in the metadata of a weights file, in the order of the outputs: a JSON array of strings.</summary>
internal static class ClassNames
{
    /// <summary>Key of the metadata.</summary>
    public const string Key = "classes";

    public static string Write(IReadOnlyList<string> classes) => JsonSerializer.Serialize(classes);

    /// <exception cref="JsonException">It is no list.</exception>
    public static string[] Read(TrainedWeights weights)
    {
        var text = weights.Text(Key);
        // Files of early versions have the names with commas between them.
        return text.StartsWith('[') ? JsonSerializer.Deserialize<string[]>(text) ?? [] : text.Split(',');
    }
}
