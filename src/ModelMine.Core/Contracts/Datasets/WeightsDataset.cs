using System.Text.Json;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Own;

namespace ModelMine.Core.Contracts;

/// <summary>What the metadata of a weights file say of a user's own data set: its name alone says nothing elsewhere.</summary>
public static class WeightsDataset
{
    /// <summary>Key of the metadata; absent when the data set is the catalog's.</summary>
    public const string Key = "datasetFacts";

    /// <summary>The facts as the metadata hold them.</summary>
    /// <param name="facts">A user's own data set.</param>
    public static string Write(DatasetFacts facts) => JsonSerializer.Serialize(facts, ModelMineJson.Options);

    /// <summary>Finds the catalog's data sets and the one of the file.</summary>
    /// <param name="metadata">The file's metadata.</param>
    /// <returns>Null when the file names none of its own: the catalog then.</returns>
    /// <exception cref="JsonException">The facts cannot be read.</exception>
    public static IDatasetLookup? Lookup(IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return metadata.TryGetValue(Key, out var json)
            ? new OwnDatasets([JsonSerializer.Deserialize<DatasetFacts>(json, ModelMineJson.Options) ?? throw new JsonException($"{Key} holds nothing.")])
            : null;
    }
}
