using ModelMine.Core.Datasets.Tables;

namespace ModelMine.Tests.Core.Datasets.Tables;

/// <summary>A table's rows, however its format hands them out.</summary>
internal static class TableRows
{
    public static async Task<List<string?[]>> OfAsync(ITableFile table)
    {
        var columns = table.Columns.Select(_ => new Column()).ToArray();
        var rows = await table.ReadAsync(columns);
        return [.. Enumerable.Range(0, (int)rows).Select(row => columns.Select(column => column.Values[row]).ToArray())];
    }

    private sealed class Column : ITableColumn
    {
        public List<string?> Values { get; } = [];

        public void Add(string? value, long row)
        {
            Values.Add(value);
            row.ShouldBe(Values.Count);
        }
    }
}
