using System.Text.Json;

namespace ModelMine.Training.Results;

/// <summary>Names of classes in the metadata of a weights file, in the order of the outputs: a JSON array of strings.</summary>
internal static class ClassNames
{
    /// <summary>Key of the metadata.</summary>
    public const string Key = "classes";

    public static string Write(IReadOnlyList<string> classes) => JsonSerializer.Serialize(classes);

    public static string[] Read(TrainedWeights weights) => Read(weights.Text(Key));

    public static string[] Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(text) ?? [];
        }
        catch (JsonException)
        {
            // Files of early versions have the names with commas between them.
            return text.Split(',');
        }
    }
}
