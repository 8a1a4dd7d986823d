using System.Runtime.InteropServices;
using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Data.Tables;

/// <summary>A table in memory, split, whose rows become inputs as batches are taken.</summary>
internal sealed class TableDataset
{
    private readonly (FeatureColumn Feature, ColumnValues Values)[] _features;
    private readonly ColumnValues _target;
    private readonly int _width;

    /// <param name="config">Names target, task and split.</param>
    /// <param name="values">The whole table.</param>
    /// <param name="digest">See <see cref="Files.ContentDigest"/>.</param>
    /// <exception cref="TrainingException">Too few rows have a target.</exception>
    public TableDataset(EffectiveConfig config, TableValues values, string digest)
    {
        var facts = config.Data!;
        var column = facts.FindColumn(config.Text("target"))!;
        IsRegression = config.Text("task") == "regression";
        _target = !IsRegression && values[column.Name] is NumericValues numbers ? numbers.AsCategories(column.Categories) : values[column.Name];
        (Name, Digest) = (facts.Name, digest);
        var usable = Enumerable.Range(0, values.Rows).Where(row => !_target.IsMissing(row)).ToList();
        if (usable.Count < 3)
        {
            throw new TrainingException($"Only {usable.Count} rows of {Name} have a {column.Name}: too few to split and learn from. Choose another target.", retryable: false);
        }

        WithoutTarget = values.Rows - usable.Count;
        Split = TableSplit.Of(usable, config.Number("validationSplit"), config.Seed);
        _features = [.. values.Columns.Where(other => other.Name != column.Name).Select(other => (Learn(other), other)).Where(pair => pair.Item1.Width > 0)];
        Preprocessing = new([.. _features.Select(pair => pair.Feature)], LearnTarget(column));
        _width = Preprocessing.Width;
    }

    public string Name { get; }

    public string Digest { get; }

    public bool IsRegression { get; }

    /// <summary>Rows that are left out because their target is missing.</summary>
    public int WithoutTarget { get; }

    public TableSplit Split { get; }

    public TablePreprocessing Preprocessing { get; }

    /// <summary>Rows ready for a model.</summary>
    public TableBatch Take(ReadOnlySpan<int> rows)
    {
        var inputs = empty(rows.Length, _width);
        var numbers = Numbers(inputs);
        for (var i = 0; i < rows.Length; i++)
        {
            var rest = numbers.Slice(i * _width, _width);
            rest.Clear();
            foreach (var (feature, values) in _features)
            {
                feature.Encode(values, rows[i], rest[..feature.Width]);
                rest = rest[feature.Width..];
            }
        }

        return new(inputs, Targets(rows));
    }

    private Tensor Targets(ReadOnlySpan<int> rows)
    {
        if (_target is CategoricalValues classes)
        {
            var labels = new long[rows.Length];
            for (var i = 0; i < rows.Length; i++)
            {
                labels[i] = classes[rows[i]];
            }

            return tensor(labels);
        }

        var (numbers, target) = ((NumericValues)_target, Preprocessing.Target);
        var values = empty(rows.Length);
        var standardised = Numbers(values);
        for (var i = 0; i < rows.Length; i++)
        {
            standardised[i] = (float)((numbers[rows[i]] - target.Mean) / target.StandardDeviation);
        }

        return values;
    }

    // Written where libtorch put them, and not made of an array: torch.tensor keeps them in managed memory, at any multiple of 8
    // bytes, and how sums are rounded depends on where they begin.
    private static Span<float> Numbers(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    private FeatureColumn Learn(ColumnValues values) => values is NumericValues numbers
        ? NumericFeature.Learn(numbers, Split.Train)
        : CategoricalFeature.Learn((CategoricalValues)values, Split.Train);

    private TargetColumn LearnTarget(TableColumn column)
    {
        var (mean, deviation) = _target is NumericValues numbers ? Moments.Of(numbers, Split.Train) : (0, 1);
        return new(column.Name, IsRegression ? [] : column.Categories, mean, deviation);
    }
}

/// <summary>Rows ready for a model.</summary>
/// <param name="Inputs">Shape [rows, inputs].</param>
/// <param name="Targets">Shape [rows]: numbers of classes, 64-bit, or standardised numbers.</param>
internal sealed record TableBatch(Tensor Inputs, Tensor Targets)
{
    /// <summary>The same on a device.</summary>
    public TableBatch On(Device device) => new(Inputs.On(device), Targets.On(device));
}
