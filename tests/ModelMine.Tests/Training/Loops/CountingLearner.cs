using System.Globalization;
using ModelMine.Core.Formats;
using ModelMine.Training.Loops;
using ModelMine.Training.Parameters;
using ModelMine.Training.Snapshots;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Loops;

/// <summary>A learner that only counts, on a clock that it moves itself. Its one weight is the number of units made.</summary>
internal sealed class CountingLearner(int unitsPerEpoch, int epochs, Action<long> onUnit) : ILearner
{
    private readonly Lazy<ParameterSet> _parameters = new(() => new([ParameterSpec.Zeros("w", 1)], seed: 0));

    public Func<long, double> LossAt { get; init; } = step => 1.0 / step;

    public Func<int, double> ScoreAt { get; init; } = epoch => epoch;

    public string ScoreName => "accuracy";

    public string Description => "nothing";

    public long Unit { get; private set; }

    public long UnitsPerEpoch => unitsPerEpoch;

    public long Step => Unit;

    public long TotalSteps => unitsPerEpoch * epochs;

    public double? LastEpochLoss => null;

    public TrainedModel Model => new(_parameters.Value, new Dictionary<string, string>());

    /// <summary>The weight as the loop left it.</summary>
    public float Weight => _parameters.Value.Weights[0];

    /// <summary>Epochs that were measured.</summary>
    public List<int> Measured { get; } = [];

    public void MoveTo(Device device) => _parameters.Value.MoveTo(device);

    public UnitResult Advance(IPointSink points)
    {
        Unit++;
        onUnit(Unit);
        _parameters.Value.Weights[0] = Unit;
        return new(10, LossAt(Unit));
    }

    public EpochReport FinishEpoch(int epoch)
    {
        Measured.Add(epoch);
        return new(ScoreAt(epoch), new Dictionary<string, double> { ["validation/accuracy"] = ScoreAt(epoch) }, epoch.ToString(CultureInfo.InvariantCulture));
    }

    public FinalReport Finish() => throw new InvalidOperationException("It has nothing to show.");

    public void Save(SnapshotContent content)
    {
        content.Add("unit", Unit);
        content.Add([SafetensorsTensor.FromSingles("weights/w", [1], new float[] { Unit })]);
    }

    public void Load(SnapshotFile snapshot)
    {
        Unit = snapshot.Whole("unit");
        _parameters.Value.Weights[0] = Unit;
    }

    public void Dispose()
    {
        if (_parameters.IsValueCreated)
        {
            _parameters.Value.Dispose();
        }
    }
}
