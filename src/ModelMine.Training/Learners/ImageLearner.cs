using System.Globalization;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Data.Images;
using ModelMine.Training.Loops;
using ModelMine.Training.Models;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Learners;

/// <summary>Learns to classify images by cross entropy; the score is the share of images classified rightly.</summary>
internal sealed class ImageLearner(EffectiveConfig config, ImageDataset data, IImageModel model)
    : SupervisedLearner(config, model.Parameters, data.TrainCount)
{
    private const int MeasuredAtOnce = 250;
    private readonly string _modelType = config.ModelType;

    public override string ScoreName => "accuracy";

    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{_modelType} with {model.Parameters.Count:N0} parameters on {data.Name}: {data.TrainCount:N0} images to train on, {data.ValidationCount:N0} to validate, {data.TestCount:N0} to test");

    public override TrainedModel Model => new(model.Parameters, new Dictionary<string, string>
    {
        ["dataset"] = data.Name,
        ["classes"] = string.Join(',', data.Classes),
        ["mean"] = List(data.Statistics.Mean),
        ["standardDeviation"] = List(data.Statistics.StandardDeviation),
    });

    public override FinalReport Finish()
    {
        var (loss, correct) = Measure(data.Test, data.TestCount);
        var accuracy = (double)correct / data.TestCount;
        return new()
        {
            Score = accuracy,
            TestLoss = loss,
            Metrics = new Dictionary<string, double> { ["test/accuracy"] = accuracy, ["test/loss"] = loss, ["test/correct"] = correct },
            TrainSamples = data.TrainCount,
            ValidationSamples = data.ValidationCount,
            TestSamples = data.TestCount,
            DatasetDigest = data.Digest,
            Summary = string.Create(CultureInfo.InvariantCulture, $"Test: {correct:N0} of {data.TestCount:N0} images right, accuracy {accuracy:P2}, loss {loss:F4}"),
        };
    }

    protected override Tensor Loss(Tensor places, long epoch, Dropout dropout)
    {
        var batch = data.Train(places);
        return F.cross_entropy(model.Forward(batch.Images, dropout), batch.Labels);
    }

    protected override EpochReport Validate(int epoch)
    {
        var (loss, correct) = Measure(data.Validation, data.ValidationCount);
        var accuracy = (double)correct / data.ValidationCount;
        return new(
            accuracy,
            new Dictionary<string, double> { ["validation/loss"] = loss, ["validation/accuracy"] = accuracy },
            string.Create(CultureInfo.InvariantCulture, $"training loss {LastEpochLoss:F4}, validation loss {loss:F4}, validation accuracy {accuracy:P2}"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            data.Dispose();
        }
    }

    private (double Loss, long Correct) Measure(Func<int, int, ImageBatch> take, int count)
    {
        using var noGradients = no_grad();
        double lossSum = 0;
        long correct = 0;
        for (var start = 0; start < count; start += MeasuredAtOnce)
        {
            using var scope = NewDisposeScope();
            var batch = take(start, Math.Min(MeasuredAtOnce, count - start));
            var scores = model.Forward(batch.Images, dropout: null);
            lossSum += F.cross_entropy(scores, batch.Labels, reduction: nn.Reduction.Sum).item<float>();
            correct += scores.argmax(1).eq(batch.Labels).sum().item<long>();
        }

        return (lossSum / count, correct);
    }

    private static string List(float[] numbers) => string.Join(',', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
}
