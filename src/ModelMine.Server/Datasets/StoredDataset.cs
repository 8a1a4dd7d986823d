using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Own;

namespace ModelMine.Server.Datasets;

/// <summary>Turns rows, and entries of the catalog, into what the API shows.</summary>
internal static class StoredDataset
{
    public static string NameOf(Dataset dataset) => new DatasetName(dataset.Name, dataset.Version).ToString();

    public static DatasetFacts Facts(string json) => JsonSerializer.Deserialize<DatasetFacts>(json, ModelMineJson.Options)!;

    public static DatasetProfile Profile(string json) => JsonSerializer.Deserialize<DatasetProfile>(json, ModelMineJson.Options)!;

    public static DatasetSummary Summary(Dataset dataset)
    {
        var facts = Facts(dataset.Facts);
        return new()
        {
            Name = NameOf(dataset), IsOwn = true, Kind = dataset.Kind, TrainSamples = facts.TrainSamples, TestSamples = facts.TestSamples,
            Bytes = dataset.Bytes, CreatedAt = dataset.CreatedAt,
        };
    }

    public static DatasetSummary Summary(CatalogEntry entry) => new()
    {
        Name = entry.Facts.Name, IsOwn = false, Kind = entry.Facts.Kind, TrainSamples = entry.Facts.TrainSamples, TestSamples = entry.Facts.TestSamples,
        Description = entry.Description, Source = entry.Source, Licence = entry.Licence,
    };
}
