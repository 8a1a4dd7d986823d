using System.Globalization;
using ModelMine.Core.Formats;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Learners.Acting;
using ModelMine.Training.Loops;
using ModelMine.Training.Models.Ppo;
using ModelMine.Training.Snapshots;
using ModelMine.Training.Worlds;
using static TorchSharp.torch;

namespace ModelMine.Training.Learners.Ppo;

/// <summary>
/// Proximal policy optimisation (Schulman et al. 2017). A unit is a rollout, <c>rolloutSteps</c> steps in each of
/// <c>numEnvironments</c> worlds, and what is learned from it; between two of them nothing is left but weights and worlds. What is
/// delivered, and its score: see <see cref="BestPolicy"/>.
/// </summary>
internal sealed class PpoLearner : ILearner
{
    private readonly EffectiveConfig _config;
    private readonly ActorCritic _model;
    private readonly WorldsSideBySide _worlds;
    private readonly Rollout _rollout;
    private readonly PpoUpdate _update;
    private readonly BestPolicy _best;
    private readonly WorldDefinition _world;
    private readonly ReturnCurve _returns = new();
    private readonly double _gamma, _lambda;
    private RunningMean _epochLoss;

    public PpoLearner(EffectiveConfig config)
    {
        _config = config;
        var trial = KnownWorlds.Make(config);
        _world = trial.Definition;
        _model = new(_world.ObservationLength, config.Int32("hiddenSize"), _world.Actions, config.Seed);
        _best = new(config, _model.Actor(), _model.Parameters, trial);
        _worlds = new(config, _model);
        _rollout = new(config.Int32("rolloutSteps"), config.Int32("numEnvironments"), _world.ObservationLength);
        UnitsPerEpoch = (config.Int32("stepsPerEpoch") + _rollout.Count - 1) / _rollout.Count;
        _update = new(config, _model, _rollout, _world.ObservationLength, UnitsPerEpoch * config.Epochs);
        (_gamma, _lambda) = (config.Number("gamma"), config.Number("gaeLambda"));
    }

    public string ScoreName => "meanReturn";

    public string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"ppo with {_model.Parameters.Count:N0} parameters in {_config.Dataset}: {TrainSteps:N0} steps in {_rollout.Worlds} worlds side by side, {TotalSteps:N0} optimizer steps");

    public long Unit { get; private set; }

    public long UnitsPerEpoch { get; }

    public long Step => _update.Step;

    public long TotalSteps => UnitsPerEpoch * _config.Epochs * _update.StepsPerRollout;

    public double? LastEpochLoss { get; private set; }

    public TrainedModel Model => new(_model.Parameters, PolicyMetadata.Of(_world));

    private long TrainSteps => UnitsPerEpoch * _config.Epochs * _rollout.Count;

    public void MoveTo(Device device) => _update.MoveTo(device);

    public UnitResult Advance(IPointSink points)
    {
        _worlds.Fill(_rollout, _returns);
        AdvantageEstimation.Fill(_rollout, _gamma, _lambda);
        var loss = _update.Learn(_rollout);
        Unit++;
        _epochLoss.Add(loss, 1);
        _returns.Draw(Step, points);
        return new(_rollout.Count, loss);
    }

    public EpochReport FinishEpoch(int epoch)
    {
        LastEpochLoss = _epochLoss.Mean;
        _epochLoss = default;
        return _best.Validate(epoch, LastEpochLoss, "");
    }

    public FinalReport Finish() => _best.Test(Unit * _rollout.Count);

    public void Save(SnapshotContent content)
    {
        content.Add("unit", Unit);
        content.Add("epochLossSum", _epochLoss.Sum);
        content.Add("epochLossCount", _epochLoss.Count);
        content.Add("lastEpochLoss", LastEpochLoss);
        _worlds.Save(content);
        _returns.Save(content);
        _best.Save(content);
        _update.Save(content);
        content.Add(_model.Parameters.ToSafetensors("weights/"));
    }

    public void Load(SnapshotFile snapshot)
    {
        Unit = snapshot.Whole("unit");
        _epochLoss = new(snapshot.Number("epochLossSum"), snapshot.Whole("epochLossCount"));
        LastEpochLoss = snapshot.NumberOrNull("lastEpochLoss");
        _worlds.Load(snapshot);
        _returns.Load(snapshot);
        _best.Load(snapshot);
        _update.Load(snapshot);
        _model.Parameters.Load(snapshot.Tensors, "weights/");
    }

    public void LoadWeights(SafetensorsFile weights) => _best.LoadWeights(weights);

    public void Dispose()
    {
        _model.Parameters.Dispose();
        _update.Dispose();
    }
}
