using ModelMine.Core.Datasets;
using ModelMine.Training.Data.Files;

namespace ModelMine.Training.Data.Tables;

/// <summary>Finds and reads the file of a table.</summary>
internal static class TableFiles
{
    /// <summary>Reads the table that a request's config names.</summary>
    /// <exception cref="TrainingException">The file is missing, damaged, or not that table.</exception>
    public static TableDataset Read(TrainingRequest request)
    {
        var facts = request.Config.Data!;
        using var content = DatasetCatalog.FindEntry(facts.Name) is null
            ? (Stream)File.OpenRead(FetchedFile.Require(request, request.DatasetFiles[0]))
            : new MemoryStream(ShippedFile.Of(facts.Name)[0].Read(Path.Combine(request.ShippedFolder, facts.Name)));
        return new(request.Config, TableValues.Read(facts, content), ContentDigest.OfFiles(facts.Files.Select(file => (file.Name, file.Sha256))));
    }
}
