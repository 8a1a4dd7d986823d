using System.Globalization;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Data.Tables;
using ModelMine.Training.Loops;
using ModelMine.Training.Models;
using ModelMine.Training.Models.Mlp;
using static TorchSharp.torch;

namespace ModelMine.Training.Learners;

/// <summary>Learns a column of a table from the others: the score is the accuracy of classes, or the root of the mean squared error of numbers.</summary>
internal sealed class TableLearner : SupervisedLearner
{
    private readonly TableDataset _data;
    private readonly MlpModel _model;
    private readonly TableObjective _objective;

    private TableLearner(EffectiveConfig config, TableDataset data, MlpModel model) : base(config, model.Parameters, data.Split.Train.Length)
    {
        _data = data;
        _model = model;
        _objective = TableObjective.Of(config, data.Preprocessing.Target);
    }

    public override string ScoreName => _objective.ScoreName;

    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"mlp with {_model.Parameters.Count:N0} parameters on {_data.Name}, {_data.Preprocessing.Target.Column} from {_data.Preprocessing.Features.Count} columns ({_data.Preprocessing.Width} inputs): {_data.Split.Train.Length:N0} rows to train on, {_data.Split.Validation.Length:N0} to validate, {_data.Split.Test.Length:N0} to test, {_data.WithoutTarget:N0} left out because their {_data.Preprocessing.Target.Column} is missing");

    public override TrainedModel Model => new(_model.Parameters, new Dictionary<string, string>
    {
        ["dataset"] = _data.Name,
        [TablePreprocessing.MetadataKey] = _data.Preprocessing.ToJson(),
    });

    public static TableLearner Of(EffectiveConfig config, TableDataset data) => new(config, data, new(
        data.Preprocessing.Width, config.Int32("hiddenSize"), config.Int32("hiddenLayers"), data.Preprocessing.Target.Width, config.Seed));

    public override FinalReport Finish()
    {
        var measured = Measure(_data.Split.Test);
        return new()
        {
            Score = measured.Score,
            TestLoss = measured.Loss,
            Metrics = measured.Figures.ToDictionary(figure => $"test/{figure.Key}", figure => figure.Value),
            TrainSamples = _data.Split.Train.Length,
            ValidationSamples = _data.Split.Validation.Length,
            TestSamples = _data.Split.Test.Length,
            DatasetDigest = _data.Digest,
            Confusion = measured.Confusion,
            Summary = $"Test: {measured.InWords}",
        };
    }

    protected override Tensor Loss(Tensor places, long epoch, Dropout dropout)
    {
        var batch = _data.Take([.. places.data<long>().Select(place => _data.Split.Train[place])]).On(Device);
        return _objective.Loss(_model.Forward(batch.Inputs, dropout), batch.Targets);
    }

    protected override EpochReport Validate(int epoch)
    {
        var measured = Measure(_data.Split.Validation);
        return new(
            measured.Score,
            measured.Figures.Where(figure => _objective.Curves.Contains(figure.Key)).ToDictionary(figure => $"validation/{figure.Key}", figure => figure.Value),
            string.Create(CultureInfo.InvariantCulture, $"training loss {LastEpochLoss:F4}, validation {measured.InWords}"));
    }

    private TableMeasure Measure(int[] rows)
    {
        using var noGradients = no_grad();
        var sums = _objective.Begin();
        for (var start = 0; start < rows.Length; start += MeasuredAtOnce.Rows)
        {
            using var scope = NewDisposeScope();
            var batch = _data.Take(rows.AsSpan(start, Math.Min(MeasuredAtOnce.Rows, rows.Length - start))).On(Device);
            sums.Add(_model.Forward(batch.Inputs, dropout: null), batch.Targets);
        }

        return sums.Measure();
    }
}
