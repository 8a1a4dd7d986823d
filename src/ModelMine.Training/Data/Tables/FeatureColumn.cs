using System.Text.Json.Serialization;
using ModelMine.Core.Datasets.Tables;

namespace ModelMine.Training.Data.Tables;

/// <summary>A column that is read, and the inputs that it becomes.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NumericFeature), "numeric")]
[JsonDerivedType(typeof(CategoricalFeature), "categorical")]
internal abstract record FeatureColumn(string Column)
{
    /// <summary>Inputs that it becomes.</summary>
    [JsonIgnore]
    public abstract int Width { get; }

    /// <summary>Writes the inputs of a row.</summary>
    /// <param name="values">The column of <see cref="Column"/>.</param>
    /// <param name="row">Which row.</param>
    /// <param name="inputs">As many zeros as <see cref="Width"/>.</param>
    public abstract void Encode(ColumnValues values, int row, Span<float> inputs);

    /// <summary>Writes the inputs of a text.</summary>
    /// <exception cref="FormatException">It should be a number and is none.</exception>
    public abstract void EncodeText(string? text, Span<float> inputs);
}

/// <summary>
/// A number: less the mean, divided by the standard deviation, both of the training split. A missing one counts as the mean (0
/// after that); where the training split has missing ones, a second input is 1 for them and 0 for the others.
/// </summary>
internal sealed record NumericFeature(string Column, double Mean, double StandardDeviation, bool MarksMissing) : FeatureColumn(Column)
{
    public override int Width => MarksMissing ? 2 : 1;

    public static NumericFeature Learn(NumericValues values, IReadOnlyList<int> trainRows)
    {
        var (mean, deviation) = Moments.Of(values, trainRows);
        return new(values.Name, mean, deviation, trainRows.Any(values.IsMissing));
    }

    public override void Encode(ColumnValues values, int row, Span<float> inputs) => Write(((NumericValues)values)[row], inputs);

    public override void EncodeText(string? text, Span<float> inputs)
    {
        var present = text is null ? null : MissingValue.Read(text);
        Write(
            present is null ? float.NaN
            : TableNumber.TryRead(present, out var number) ? (float)number
            : throw new FormatException($"{Column} must be a number, not {present}."),
            inputs);
    }

    private void Write(float value, Span<float> inputs)
    {
        if (!float.IsNaN(value))
        {
            inputs[0] = (float)((value - Mean) / StandardDeviation);
        }
        else if (MarksMissing)
        {
            inputs[1] = 1;
        }
    }
}

/// <summary>
/// A word: one input for each category of the training split, 1 for its own and 0 for the others. Where the training split has
/// missing ones, missing is a category too. A word that the training split does not have is zeros throughout.
/// </summary>
internal sealed record CategoricalFeature(string Column, IReadOnlyList<string> Categories, bool MarksMissing) : FeatureColumn(Column)
{
    private readonly Dictionary<string, int> _places = Categories.Index().ToDictionary(pair => pair.Item, pair => pair.Index);

    public override int Width => Categories.Count + (MarksMissing ? 1 : 0);

    public static CategoricalFeature Learn(CategoricalValues values, IReadOnlyList<int> trainRows)
    {
        var seen = trainRows.Select(row => values[row]).ToHashSet();
        return new(values.Name, [.. values.Categories.Where((_, number) => seen.Contains(number))], seen.Contains(-1));
    }

    public override void Encode(ColumnValues values, int row, Span<float> inputs)
    {
        var words = (CategoricalValues)values;
        EncodeText(words.IsMissing(row) ? null : words.Categories[words[row]], inputs);
    }

    public override void EncodeText(string? text, Span<float> inputs)
    {
        var present = text is null ? null : MissingValue.Read(text);
        if (present is not null && _places.TryGetValue(present, out var place))
        {
            inputs[place] = 1;
        }
        else if (present is null && MarksMissing)
        {
            inputs[^1] = 1;
        }
    }
}
