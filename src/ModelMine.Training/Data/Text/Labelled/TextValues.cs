using ModelMine.Core.Datasets.Tables;

namespace ModelMine.Training.Data.Text.Labelled;

/// <summary>The texts of a table's column, row by row; null where one is missing.</summary>
internal sealed class TextValues : ITableColumn
{
    private readonly List<string?> _values = [];

    public string? this[int row] => _values[row];

    public void Add(string? value, long row) => _values.Add(value);
}
