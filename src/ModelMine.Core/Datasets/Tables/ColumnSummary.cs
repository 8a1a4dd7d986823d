using System.Globalization;

namespace ModelMine.Core.Datasets.Tables;

/// <summary>Learns what a column holds while its values go by: one pass, bounded memory.</summary>
internal sealed class ColumnSummary(string name, int valuesToKeep) : ITableColumn
{
    private readonly Dictionary<string, long> _counts = [];
    private readonly SortedSet<double> _numbers = [];
    private readonly List<string?> _first = [];
    private bool _tooManyWords, _tooManyNumbers, _isNumeric = true;
    private double _mean, _squares;
    private long _characters;

    /// <summary>The first values, as they are; null where one is missing.</summary>
    public IReadOnlyList<string?> FirstValues => _first;

    public long Missing { get; private set; }

    public long Present { get; private set; }

    public double Minimum { get; private set; } = double.PositiveInfinity;

    public double Maximum { get; private set; } = double.NegativeInfinity;

    public TableColumnKind Kind => _isNumeric ? TableColumnKind.Numeric : _tooManyWords ? TableColumnKind.FreeText : TableColumnKind.Categorical;

    public TableColumn Column => new(name, Kind, Missing, Categories) { Characters = _characters };

    public ColumnStatistics Statistics => new()
    {
        Name = name,
        Kind = Kind,
        Missing = Missing,
        Present = Present,
        Minimum = _isNumeric && Present > 0 ? Minimum : null,
        Maximum = _isNumeric && Present > 0 ? Maximum : null,
        Mean = _isNumeric && Present > 0 ? _mean : null,
        StandardDeviation = _isNumeric && Present > 0 ? Math.Sqrt(_squares / Present) : null,
        Categories = Kind == TableColumnKind.Categorical ? [.. ByFrequency.Select(pair => new CategoryCount(pair.Key, pair.Value))] : [],
    };

    private IEnumerable<KeyValuePair<string, long>> ByFrequency =>
        _counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal);

    private IReadOnlyList<string> Categories => Kind switch
    {
        TableColumnKind.Categorical => [.. ByFrequency.Select(pair => pair.Key)],
        TableColumnKind.Numeric when !_tooManyNumbers => [.. _numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))],
        _ => [],
    };

    public void Add(string? value, long row)
    {
        if (row <= valuesToKeep)
        {
            _first.Add(value);
        }

        if (value is null)
        {
            Missing++;
            return;
        }

        Present++;
        _characters += value.Length;
        CountWord(value);
        if (_isNumeric)
        {
            _isNumeric = TableNumber.TryRead(value, out var number);
            AddNumber(number);
        }
    }

    private void CountWord(string value)
    {
        if (_tooManyWords)
        {
            return;
        }

        _counts[value] = _counts.GetValueOrDefault(value) + 1;
        if (_counts.Count > TableLimits.Categories || value.Length > TableLimits.CategoryLength)
        {
            _tooManyWords = true;
            _counts.Clear();
        }
    }

    // Mean and squares in one pass (Welford 1962).
    private void AddNumber(double number)
    {
        (Minimum, Maximum) = (Math.Min(Minimum, number), Math.Max(Maximum, number));
        var before = number - _mean;
        _mean += before / Present;
        _squares += before * (number - _mean);
        if (!_tooManyNumbers && _numbers.Add(number) && _numbers.Count > TableLimits.NumericClasses)
        {
            _tooManyNumbers = true;
            _numbers.Clear();
        }
    }
}
