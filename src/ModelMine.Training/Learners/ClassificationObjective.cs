using System.Globalization;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Losses;
using ModelMine.Training.Measures;
using static TorchSharp.torch;

namespace ModelMine.Training.Learners;

/// <summary>Cross entropy; the score is the share of rows whose class is found.</summary>
internal sealed class ClassificationObjective(EffectiveConfig config, IReadOnlyList<string> classes) : TableObjective
{
    private readonly CrossEntropy _loss = new(config);

    public override string ScoreName => "accuracy";

    public override IReadOnlyList<string> Curves { get; } = ["loss", "accuracy", .. config.Words("metrics")];

    public override Tensor Loss(Tensor outputs, Tensor targets) => _loss.ToTrain(outputs, targets);

    public override ITableSums Begin() => new Sums(new(config.Words("metrics"), classes.Count), classes);

    private sealed class Sums(ClassMeasures measures, IReadOnlyList<string> classes) : ITableSums
    {
        public void Add(Tensor outputs, Tensor targets) => measures.Add(outputs, targets);

        public TableMeasure Measure() => new(
            measures.Accuracy,
            measures.Loss,
            new Dictionary<string, double>(measures.Figures()) { ["correct"] = measures.Correct },
            string.Create(CultureInfo.InvariantCulture, $"{measures.Correct:N0} of {measures.Count:N0} rows right, accuracy {measures.Accuracy:P2}, loss {measures.Loss:F4}"),
            measures.Confusion(classes));
    }
}
