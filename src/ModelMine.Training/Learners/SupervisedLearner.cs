using ModelMine.Core.JobConfigs;
using ModelMine.Training.Loops;
using ModelMine.Training.Models;
using ModelMine.Training.Optimizers;
using ModelMine.Training.Parameters;
using ModelMine.Training.Randomness;
using ModelMine.Training.Runtime;
using ModelMine.Training.Snapshots;
using static TorchSharp.torch;

namespace ModelMine.Training.Learners;

/// <summary>
/// Learns from samples in a random order, each once an epoch. A unit is an optimizer step. The order of an epoch and the dropout
/// of a step are pure functions of the seed and their number: the state is weights, optimizer, position and sums.
/// </summary>
internal abstract class SupervisedLearner : ILearner
{
    private readonly EffectiveConfig _config;
    private readonly ParameterSet _parameters;
    private readonly Descent _descent;
    private readonly MixedPrecision _precision;
    private readonly Dropout _dropout;
    private readonly int _trainSamples;
    private RunningMean _epochLoss;
    private Tensor? _order;
    private long _orderEpoch = -1;

    protected SupervisedLearner(EffectiveConfig config, ParameterSet parameters, int trainSamples)
    {
        _config = config;
        _parameters = parameters;
        _trainSamples = trainSamples;
        UnitsPerEpoch = (trainSamples + config.BatchSize - 1) / config.BatchSize;
        TotalSteps = UnitsPerEpoch * config.Epochs;
        _descent = new(config, parameters, TotalSteps);
        _precision = MixedPrecision.Of(config);
        _dropout = new(config.Has("dropout") ? config.Number("dropout") : 0, config.Seed);
    }

    public abstract string ScoreName { get; }

    public abstract string Description { get; }

    public abstract TrainedModel Model { get; }

    public long Unit => Step;

    public long UnitsPerEpoch { get; }

    public long Step { get; private set; }

    public long TotalSteps { get; }

    public double? LastEpochLoss { get; private set; }

    /// <summary>Where it computes.</summary>
    protected Device Device => _parameters.Device;

    public void MoveTo(Device device)
    {
        _descent.MoveTo(device);
        _dropout.Device = device;
    }

    public UnitResult Advance(IPointSink points)
    {
        var epoch = Step / UnitsPerEpoch;
        var first = (int)(Step % UnitsPerEpoch) * _config.BatchSize;
        var samples = Math.Min(_config.BatchSize, _trainSamples - first);
        using var scope = NewDisposeScope();
        var places = Order(epoch).narrow(0, first, samples);
        var loss = _precision.Compute(() => Loss(places, epoch, _dropout.Begin(Step)));
        var value = (double)loss.item<float>();
        loss.backward();
        Step++;
        _descent.Step(Step);
        _epochLoss.Add(value, samples);
        return new(samples, value);
    }

    public EpochReport FinishEpoch(int epoch)
    {
        LastEpochLoss = _epochLoss.Mean;
        _epochLoss = default;
        return Validate(epoch);
    }

    public abstract FinalReport Finish();

    public void Save(SnapshotContent content)
    {
        content.Add("step", Step);
        content.Add("epochLossSum", _epochLoss.Sum);
        content.Add("epochLossCount", _epochLoss.Count);
        content.Add("lastEpochLoss", LastEpochLoss);
        content.Add(_parameters.ToSafetensors("weights/"));
        _descent.Save(content);
    }

    public void Load(SnapshotFile snapshot)
    {
        _parameters.Load(snapshot.Tensors, "weights/");
        _descent.Load(snapshot);
        Step = snapshot.Whole("step");
        _epochLoss = new(snapshot.Number("epochLossSum"), snapshot.Whole("epochLossCount"));
        LastEpochLoss = snapshot.NumberOrNull("lastEpochLoss");
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Mean loss of a batch, with its graph.</summary>
    /// <param name="places">Places within the training split, shape [samples].</param>
    /// <param name="epoch">From 0.</param>
    /// <param name="dropout">Set to this step.</param>
    protected abstract Tensor Loss(Tensor places, long epoch, Dropout dropout);

    /// <summary>Measures the model on the validation split.</summary>
    protected abstract EpochReport Validate(int epoch);

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _order?.Dispose();
            _dropout.Dispose();
            _descent.Dispose();
            _parameters.Dispose();
        }
    }

    private Tensor Order(long epoch)
    {
        if (_order is null || _orderEpoch != epoch)
        {
            _order?.Dispose();
            _order = tensor(new SeededRandom(_config.Seed, Purpose.Order, epoch).Permutation(_trainSamples)).DetachFromDisposeScope();
            _orderEpoch = epoch;
        }

        return _order;
    }
}
