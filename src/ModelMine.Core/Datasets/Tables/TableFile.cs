using ModelMine.Core.Datasets.Tables.Parquet;

namespace ModelMine.Core.Datasets.Tables;

/// <summary>Opens tables of any format that is known.</summary>
public static class TableFile
{
    /// <summary>Extensions of the files that hold a table.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".csv", ".tsv", ".parquet"];

    /// <summary>Opens a table by the extension of its name.</summary>
    /// <param name="content">The file's bytes, at their beginning; stays the caller's to close. Seekable for Parquet.</param>
    /// <param name="name">What the file is called.</param>
    /// <param name="cancellation">Calls it off.</param>
    /// <exception cref="DatasetException">It is no table.</exception>
    public static async Task<ITableFile> OpenAsync(Stream content, string name, CancellationToken cancellation = default) =>
        Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".CSV" or ".TSV" => await CsvFile.OpenAsync(content, name, cancellation),
            ".PARQUET" => await ParquetFile.OpenAsync(content, name, cancellation),
            _ => throw new DatasetException($"{name} is not a table: its name must end with one of: {string.Join(", ", Extensions)}."),
        };
}
