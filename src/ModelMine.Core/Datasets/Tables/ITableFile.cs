namespace ModelMine.Core.Datasets.Tables;

/// <summary>A table that is read from its beginning to its end.</summary>
public interface ITableFile
{
    /// <summary>Names of the columns, in order, each once.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>
    /// Reads the table, once. Values of a column come in the order of the rows; whether a row or a stretch of a column comes at once
    /// is the format's choice, so that memory need not grow with the file.
    /// </summary>
    /// <param name="columns">Who takes the values of each column, in order; null where nobody does.</param>
    /// <param name="cancellation">Calls it off.</param>
    /// <returns>How many rows there are.</returns>
    /// <exception cref="DatasetException">The file is not a whole table; says where. Or it has more than <see cref="TableLimits.Rows"/> rows.</exception>
    Task<long> ReadAsync(IReadOnlyList<ITableColumn?> columns, CancellationToken cancellation = default);
}

/// <summary>Takes the values of a column.</summary>
public interface ITableColumn
{
    /// <summary>Takes the value of a row.</summary>
    /// <param name="value">As text; null where it is missing.</param>
    /// <param name="row">The row, from 1.</param>
    /// <exception cref="DatasetException">The value does not fit.</exception>
    void Add(string? value, long row);
}
