using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Tables;
using ModelMine.Training.Data.Files;

namespace ModelMine.Training.Data.Tables;

/// <summary>Finds and reads the file of a table.</summary>
internal static class TableFiles
{
    /// <summary>Reads the table that a request's config names.</summary>
    /// <exception cref="TrainingException">The file is missing, damaged, or not that table.</exception>
    public static TableDataset Read(TrainingRequest request)
    {
        using var content = Open(request);
        return new(request.Config, TableValues.Read(request.Config.Data!, content), Digest(request));
    }

    /// <summary>Lets columns take their values.</summary>
    /// <param name="request">Its config names the table.</param>
    /// <param name="columns">Who takes each column's values, in the order of the table; null where nobody does.</param>
    /// <returns>How many rows there are.</returns>
    /// <exception cref="TrainingException">The file is missing, damaged, or not that table.</exception>
    public static long Read(TrainingRequest request, IReadOnlyList<ITableColumn?> columns)
    {
        using var content = Open(request);
        return Read(request.Config.Data!, content, columns);
    }

    /// <summary>Lets columns take the values of an open table.</summary>
    /// <exception cref="TrainingException">The file is not what the facts say.</exception>
    public static long Read(DatasetFacts facts, Stream content, IReadOnlyList<ITableColumn?> columns)
    {
        try
        {
            return ReadAsync(facts, content, columns).ToBlockingEnumerable().Single();
        }
        catch (DatasetException error)
        {
            throw new TrainingException(error.Message, retryable: false, error);
        }
    }

    /// <summary>See <see cref="ContentDigest"/>.</summary>
    public static string Digest(TrainingRequest request) => ContentDigest.OfFiles(request.Config.Data!.Files.Select(file => (file.Name, file.Sha256)));

    private static Stream Open(TrainingRequest request) => DatasetCatalog.FindEntry(request.Config.Dataset) is { Facts.Name: var name }
        ? new MemoryStream(ShippedFile.Of(name)[0].Read(Path.Combine(request.ShippedFolder, name)))
        : File.OpenRead(FetchedFile.Require(request, request.DatasetFiles[0]));

    // Reading a file needs no thread of its own: the trainer has nothing else to do until the data is there.
    private static async IAsyncEnumerable<long> ReadAsync(DatasetFacts facts, Stream content, IReadOnlyList<ITableColumn?> columns)
    {
        var file = facts.Files[0].Name;
        var table = await TableFile.OpenAsync(content, file);
        if (!table.Columns.SequenceEqual(facts.Columns.Select(column => column.Name)))
        {
            throw new DatasetException($"The columns of {file} are {string.Join(", ", table.Columns)}; known of {facts.Name} are {string.Join(", ", facts.Columns.Select(column => column.Name))}.");
        }

        yield return await table.ReadAsync(columns);
    }
}
