using ModelMine.Core.Formats;
using ModelMine.Training.Snapshots;
using static TorchSharp.torch;

namespace ModelMine.Training.Loops;

/// <summary>
/// What a family trains, one unit at a time. A unit is the least that can be resumed after: an optimizer step, or for
/// reinforcement learning a step in the environment (with the optimizer step that falls due).
/// </summary>
internal interface ILearner : IDisposable
{
    /// <summary>Name of the score, as in the job's result.</summary>
    string ScoreName { get; }

    /// <summary>What the learner is about to do, for the log.</summary>
    string Description { get; }

    /// <summary>Units made.</summary>
    long Unit { get; }

    /// <summary>Units in an epoch.</summary>
    long UnitsPerEpoch { get; }

    /// <summary>Optimizer steps made.</summary>
    long Step { get; }

    /// <summary>Optimizer steps that the job has in all.</summary>
    long TotalSteps { get; }

    /// <summary>Mean training loss of the epoch that ended last; null when there was none, or no optimizer step in it.</summary>
    double? LastEpochLoss { get; }

    /// <summary>Moves weights, optimizer and all that is computed to a device, before the first unit.</summary>
    /// <param name="device">Such as <c>cuda</c>.</param>
    void MoveTo(Device device);

    /// <summary>Makes one unit.</summary>
    /// <param name="points">Where measured points go, besides the loss that is returned.</param>
    UnitResult Advance(IPointSink points);

    /// <summary>Measures the model at the end of an epoch.</summary>
    /// <param name="epoch">The epoch that ended, from 1.</param>
    EpochReport FinishEpoch(int epoch);

    /// <summary>Measures the model on what it has never seen.</summary>
    FinalReport Finish();

    /// <summary>Writes the whole state, so that <see cref="Load"/> makes another learner go on as this one would.</summary>
    void Save(SnapshotContent content);

    /// <summary>Takes the state of a learner of the same config.</summary>
    void Load(SnapshotFile snapshot);

    /// <summary>
    /// Takes trained weights, so that <see cref="Finish"/> measures them as it did at the end of their training. A learner that
    /// keeps weights of an earlier epoch to deliver takes them as those, too.
    /// </summary>
    /// <param name="weights">A file that <see cref="Model"/> was written to.</param>
    /// <exception cref="SafetensorsException">A tensor is missing or has another shape.</exception>
    void LoadWeights(SafetensorsFile weights) => Model.Parameters.Load(weights);

    /// <summary>The trained weights, and what whoever loads them must know.</summary>
    TrainedModel Model { get; }
}

/// <summary>Where measured points of curves go.</summary>
internal interface IPointSink
{
    void Point(string name, long atStep, double value);
}

/// <summary>What one unit did.</summary>
/// <param name="Samples">Samples (environment steps) that it took.</param>
/// <param name="Loss">Loss of the optimizer step; null when none was made.</param>
internal readonly record struct UnitResult(int Samples, double? Loss);

/// <summary>What was measured at the end of an epoch.</summary>
/// <param name="Score">The validation score.</param>
/// <param name="Points">Curves' new points by name.</param>
/// <param name="Summary">One line for the log.</param>
/// <param name="Sample">Something that the model made, for the log.</param>
internal sealed record EpochReport(double Score, IReadOnlyDictionary<string, double> Points, string Summary, string? Sample = null);
