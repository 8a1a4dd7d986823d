using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Data.Tables;
using static TorchSharp.torch;

namespace ModelMine.Training.Learners;

/// <summary>What is minimised on a table, and how the model is measured.</summary>
internal abstract class TableObjective
{
    /// <summary>Name of the score.</summary>
    public abstract string ScoreName { get; }

    /// <summary>The figures that are followed from epoch to epoch.</summary>
    public abstract IReadOnlyList<string> Curves { get; }

    /// <summary>Mean loss of a batch.</summary>
    /// <param name="outputs">Shape [rows, outputs].</param>
    /// <param name="targets">Shape [rows].</param>
    public abstract Tensor Loss(Tensor outputs, Tensor targets);

    /// <summary>Begins a measurement.</summary>
    public abstract ITableSums Begin();

    public static TableObjective Of(EffectiveConfig config, TargetColumn target) => config.Text("task") == "regression"
        ? new RegressionObjective(config, target)
        : new ClassificationObjective(config, target.Classes);
}

/// <summary>Sums that grow over the batches of a split.</summary>
internal interface ITableSums
{
    void Add(Tensor outputs, Tensor targets);

    TableMeasure Measure();
}

/// <summary>What was measured on a split.</summary>
/// <param name="Score">The score.</param>
/// <param name="Loss">Mean loss.</param>
/// <param name="Figures">Score, loss and others by name.</param>
/// <param name="InWords">For the log.</param>
/// <param name="Confusion">Which classes were taken for which, if the config asks for it.</param>
internal sealed record TableMeasure(double Score, double Loss, IReadOnlyDictionary<string, double> Figures, string InWords, ConfusionCounts? Confusion = null);
