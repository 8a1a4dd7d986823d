namespace ModelMine.Core.Datasets.Tables;

/// <summary>A table that is read from its beginning to its end, a row at a time.</summary>
public interface ITableFile
{
    /// <summary>Names of the columns, in order, each once.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>The rows, each with one text a column; null where a value is missing. Can be read once.</summary>
    /// <exception cref="DatasetException">The file is not a whole table; says where.</exception>
    IAsyncEnumerable<string?[]> ReadRowsAsync(CancellationToken cancellation = default);
}
