using System.Globalization;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Losses;
using static TorchSharp.torch;

namespace ModelMine.Training.Learners;

/// <summary>Cross entropy; the score is the share of rows whose class is found.</summary>
internal sealed class ClassificationObjective(EffectiveConfig config) : TableObjective
{
    private readonly CrossEntropy _loss = new(config);

    public override string ScoreName => "accuracy";

    public override IReadOnlyList<string> Curves { get; } = ["loss", "accuracy"];

    public override Tensor Loss(Tensor outputs, Tensor targets) => _loss.ToTrain(outputs, targets);

    public override ITableSums Begin() => new Sums();

    private sealed class Sums : ITableSums
    {
        private double _loss;
        private long _correct, _count;

        public void Add(Tensor outputs, Tensor targets)
        {
            _loss += CrossEntropy.Sum(outputs, targets).item<float>();
            _correct += outputs.argmax(1).eq(targets).sum().item<long>();
            _count += targets.shape[0];
        }

        public TableMeasure Measure()
        {
            var (accuracy, loss) = ((double)_correct / _count, _loss / _count);
            return new(
                accuracy,
                loss,
                new Dictionary<string, double> { ["accuracy"] = accuracy, ["loss"] = loss, ["correct"] = _correct },
                string.Create(CultureInfo.InvariantCulture, $"{_correct:N0} of {_count:N0} rows right, accuracy {accuracy:P2}, loss {loss:F4}"));
        }
    }
}
