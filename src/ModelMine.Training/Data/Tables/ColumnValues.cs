using System.Globalization;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Tables;

namespace ModelMine.Training.Data.Tables;

/// <summary>The values of a column.</summary>
internal abstract class ColumnValues(string name) : ITableColumn
{
    public string Name { get; } = name;

    /// <summary>Adds the value of the next row.</summary>
    /// <param name="value">Null when it is missing.</param>
    /// <param name="row">Its row, from 1, for messages.</param>
    /// <exception cref="DatasetException">The value is not of the column's kind.</exception>
    public abstract void Add(string? value, long row);

    public abstract bool IsMissing(int row);

    /// <summary>Columns of a kind that models can read; null for the others.</summary>
    public static ColumnValues? For(TableColumn column) => column.Kind switch
    {
        TableColumnKind.Numeric => new NumericValues(column.Name),
        TableColumnKind.Categorical => new CategoricalValues(column.Name, column.Categories),
        _ => null,
    };
}

/// <summary>Numbers; NaN where one is missing.</summary>
internal sealed class NumericValues(string name) : ColumnValues(name)
{
    private readonly List<float> _values = [];

    public float this[int row] => _values[row];

    public override bool IsMissing(int row) => float.IsNaN(_values[row]);

    public override void Add(string? value, long row)
    {
        if (value is null)
        {
            _values.Add(float.NaN);
            return;
        }

        if (!TableNumber.TryRead(value, out var number))
        {
            throw new DatasetException($"Row {row}: {Name} is {value}, but the column holds numbers.");
        }

        _values.Add((float)number);
    }

    /// <summary>The same numbers as words, each one of the column's classes.</summary>
    /// <param name="classes">The different numbers, as texts.</param>
    public CategoricalValues AsCategories(IReadOnlyList<string> classes)
    {
        var words = new CategoricalValues(Name, classes);
        var texts = classes.ToDictionary(text => (float)double.Parse(text, CultureInfo.InvariantCulture));
        for (var row = 0; row < _values.Count; row++)
        {
            words.Add(IsMissing(row) ? null : texts[_values[row]], row + 1);
        }

        return words;
    }
}

/// <summary>Words as numbers of categories; -1 where one is missing.</summary>
internal sealed class CategoricalValues(string name, IReadOnlyList<string> categories) : ColumnValues(name)
{
    private readonly List<int> _values = [];
    private readonly Dictionary<string, int> _numbers = categories.Index().ToDictionary(pair => pair.Item, pair => pair.Index);

    public IReadOnlyList<string> Categories { get; } = categories;

    public int this[int row] => _values[row];

    public override bool IsMissing(int row) => _values[row] < 0;

    public override void Add(string? value, long row) => _values.Add(
        value is null ? -1
        : _numbers.TryGetValue(value, out var number) ? number
        : throw new DatasetException($"Row {row}: {Name} is {value}, which is not among the categories that were counted."));
}
