using System.Globalization;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Data.Images;
using ModelMine.Training.Loops;
using ModelMine.Training.Losses;
using ModelMine.Training.Measures;
using ModelMine.Training.Models;
using ModelMine.Training.Results;
using static TorchSharp.torch;

namespace ModelMine.Training.Learners;

/// <summary>Learns to classify images by cross entropy; the score is the share of images classified rightly.</summary>
internal sealed class ImageLearner(EffectiveConfig config, ImageDataset data, IImageModel model)
    : SupervisedLearner(config, model.Parameters, data.TrainCount)
{
    private readonly string _modelType = config.ModelType;
    private readonly IReadOnlyList<string> _metrics = config.Words("metrics");
    private readonly CrossEntropy _loss = new(config);

    public override string ScoreName => "accuracy";

    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{_modelType} with {model.Parameters.Count:N0} parameters on {data.Name}: {data.TrainCount:N0} images to train on, {data.ValidationCount:N0} to validate, {data.TestCount:N0} to test");

    public override TrainedModel Model => new(model.Parameters, new Dictionary<string, string>
    {
        ["dataset"] = data.Name,
        [ClassNames.Key] = ClassNames.Write(data.Classes),
        ["mean"] = List(data.Statistics.Mean),
        ["standardDeviation"] = List(data.Statistics.StandardDeviation),
    });

    public override FinalReport Finish()
    {
        var measured = Measure(data.Test, data.TestCount);
        return new()
        {
            Score = measured.Accuracy,
            TestLoss = measured.Loss,
            Metrics = new Dictionary<string, double>(measured.Figures("test")) { ["test/correct"] = measured.Correct },
            Confusion = measured.Confusion(data.Classes),
            TrainSamples = data.TrainCount,
            ValidationSamples = data.ValidationCount,
            TestSamples = data.TestCount,
            DatasetDigest = data.Digest,
            Summary = string.Create(CultureInfo.InvariantCulture, $"Test: {measured.Correct:N0} of {data.TestCount:N0} images right, accuracy {measured.Accuracy:P2}, loss {measured.Loss:F4}"),
        };
    }

    protected override Tensor Loss(Tensor places, long epoch, Dropout dropout)
    {
        var batch = data.Train(places, epoch).On(Device);
        return _loss.ToTrain(model.Forward(batch.Images, dropout), batch.Labels);
    }

    protected override EpochReport Validate(int epoch)
    {
        var measured = Measure(data.Validation, data.ValidationCount);
        return new(
            measured.Accuracy,
            measured.Figures("validation"),
            string.Create(CultureInfo.InvariantCulture, $"training loss {LastEpochLoss:F4}, validation loss {measured.Loss:F4}, validation accuracy {measured.Accuracy:P2}"));
    }

    private ClassMeasures Measure(Func<int, int, ImageBatch> take, int count)
    {
        using var noGradients = no_grad();
        var measures = new ClassMeasures(_metrics, data.Classes.Count);
        for (var start = 0; start < count; start += MeasuredAtOnce.Images)
        {
            using var scope = NewDisposeScope();
            var batch = take(start, Math.Min(MeasuredAtOnce.Images, count - start)).On(Device);
            measures.Add(model.Forward(batch.Images, dropout: null), batch.Labels);
        }

        return measures;
    }

    private static string List(float[] numbers) => string.Join(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
}
