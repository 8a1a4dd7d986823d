namespace ModelMine.Core.Datasets.Tables;

/// <summary>What a table holds, found by reading every row of it once.</summary>
public sealed record TableSurvey
{
    private const int FewestRows = 10;

    /// <summary>Rows.</summary>
    public required long Rows { get; init; }

    /// <summary>The columns, in order.</summary>
    public required IReadOnlyList<TableColumn> Columns { get; init; }

    /// <summary>What each column holds.</summary>
    public required IReadOnlyList<ColumnStatistics> Statistics { get; init; }

    /// <summary>The first rows, as they are; null where a value is missing.</summary>
    public required IReadOnlyList<IReadOnlyList<string?>> FirstRows { get; init; }

    /// <summary>Reads a table through.</summary>
    /// <param name="table">The table, at its first row.</param>
    /// <param name="name">What the file is called, for messages.</param>
    /// <param name="rowsToKeep">How many of the first rows to keep.</param>
    /// <param name="cancellation">Calls it off.</param>
    /// <exception cref="DatasetException">It is not whole, too short to learn from, or too long.</exception>
    public static async Task<TableSurvey> OfAsync(ITableFile table, string name, int rowsToKeep = 0, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        var columns = table.Columns.Select(column => new ColumnSummary(column, rowsToKeep)).ToArray();
        var rows = await table.ReadAsync(columns, cancellation);
        var first = Enumerable.Range(0, (int)Math.Min(rows, rowsToKeep)).Select(row => (IReadOnlyList<string?>)[.. columns.Select(column => column.FirstValues[row])]);
        return rows >= FewestRows
            ? new() { Rows = rows, Columns = [.. columns.Select(column => column.Column)], Statistics = [.. columns.Select(column => column.Statistics)], FirstRows = [.. first] }
            : throw new DatasetException($"{name} has {rows} row{(rows == 1 ? "" : "s")} below its first line; {FewestRows} is the least that can be split and learned from.");
    }
}
