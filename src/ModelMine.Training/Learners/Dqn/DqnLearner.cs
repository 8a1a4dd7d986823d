using System.Globalization;
using ModelMine.Core.Formats;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Learners.Acting;
using ModelMine.Training.Loops;
using ModelMine.Training.Models.Dqn;
using ModelMine.Training.Models.Policy;
using ModelMine.Training.Randomness;
using ModelMine.Training.Snapshots;
using ModelMine.Training.Worlds;
using static TorchSharp.torch;

namespace ModelMine.Training.Learners.Dqn;

/// <summary>
/// Deep Q-learning (Mnih et al. 2015): random actions that grow rare, replay, and a target network. A unit is a step in the world;
/// from <c>learningStarts</c> on, each <c>trainEvery</c>-th makes an optimizer step. What is delivered, and its score: see
/// <see cref="BestPolicy"/>.
/// </summary>
internal sealed class DqnLearner : ILearner
{
    private readonly EffectiveConfig _config;
    private readonly QNetwork _network, _target;
    private readonly DqnUpdate _update;
    private readonly ReplayMemory _memory;
    private readonly Exploration _exploration;
    private readonly FeedForward _policy;
    private readonly BestPolicy _best;
    private readonly World _world;
    private readonly SeededRandom _beginning;
    private readonly float[] _before, _after;
    private readonly ReturnCurve _returns = new();
    private readonly int _starts, _every;
    private long _episode;
    private RunningMean _epochLoss;

    public DqnLearner(EffectiveConfig config)
    {
        _config = config;
        _world = KnownWorlds.Make(config);
        var world = _world.Definition;
        (_starts, _every) = (config.Int32("learningStarts"), config.Int32("trainEvery"));
        UnitsPerEpoch = config.Int32("stepsPerEpoch");
        TotalSteps = StepsAfter(UnitsPerEpoch * config.Epochs);
        _network = Network();
        _target = Network();
        _policy = _network.Policy();
        _best = new(config, _policy, _network.Parameters, KnownWorlds.Make(config));
        _memory = new(config.Int32("replaySize"), world.ObservationLength);
        _update = new(config, _network, _target, world, TotalSteps);
        _exploration = new(config, world.Actions);
        _beginning = new(config.Seed, Purpose.World, _episode);
        (_before, _after) = (new float[world.ObservationLength], new float[world.ObservationLength]);
        _world.Begin(_beginning);

        QNetwork Network() => new(world.ObservationLength, config.Int32("hiddenSize"), world.Actions, config.Flag("dueling"), config.Seed);
    }

    public string ScoreName => "meanReturn";

    public string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"dqn with {_network.Parameters.Count:N0} parameters in {_config.Dataset}: {UnitsPerEpoch * _config.Epochs:N0} steps in the world, {TotalSteps:N0} optimizer steps");

    public long Unit { get; private set; }

    public long UnitsPerEpoch { get; }

    public long Step => _update.Step;

    public long TotalSteps { get; }

    public double? LastEpochLoss { get; private set; }

    public TrainedModel Model => new(_network.Parameters, PolicyMetadata.Of(_world.Definition));

    public void MoveTo(Device device) => _update.MoveTo(device);

    public UnitResult Advance(IPointSink points)
    {
        Act();
        Unit++;
        double? loss = null;
        if (StepsAfter(Unit) > Step)
        {
            loss = _update.Learn(_memory);
            _epochLoss.Add(loss.Value, 1);
        }

        if (_world.IsOver)
        {
            _returns.Ended(_world.Return);
            _beginning.Restart(_config.Seed, Purpose.World, ++_episode);
            _world.Begin(_beginning);
            _returns.Draw(Step, points);
        }

        return new(1, loss);
    }

    public EpochReport FinishEpoch(int epoch)
    {
        LastEpochLoss = _epochLoss.Count > 0 ? _epochLoss.Mean : null;
        _epochLoss = default;
        return _best.Validate(epoch, LastEpochLoss, string.Create(CultureInfo.InvariantCulture, $", {_exploration.At(Unit):P0} random actions"));
    }

    public FinalReport Finish() => _best.Test(Unit);

    public void Save(SnapshotContent content)
    {
        content.Add("unit", Unit);
        content.Add("episode", _episode);
        content.Add("epochLossSum", _epochLoss.Sum);
        content.Add("epochLossCount", _epochLoss.Count);
        content.Add("lastEpochLoss", LastEpochLoss);
        _world.Save(content, "world");
        _returns.Save(content);
        _best.Save(content);
        _update.Save(content);
        content.Add(_network.Parameters.ToSafetensors("weights/"));
        content.Add(_target.Parameters.ToSafetensors("target/"));
        content.Add(_memory.ToSafetensors("memory/"));
    }

    public void Load(SnapshotFile snapshot)
    {
        Unit = snapshot.Whole("unit");
        _episode = snapshot.Whole("episode");
        _epochLoss = new(snapshot.Number("epochLossSum"), snapshot.Whole("epochLossCount"));
        LastEpochLoss = snapshot.NumberOrNull("lastEpochLoss");
        _world.Load(snapshot, "world");
        _returns.Load(snapshot);
        _best.Load(snapshot);
        _update.Load(snapshot);
        _network.Parameters.Load(snapshot.Tensors, "weights/");
        _target.Parameters.Load(snapshot.Tensors, "target/");
        _memory.Load(snapshot.Tensors, "memory/", added: Unit);
    }

    public void LoadWeights(SafetensorsFile weights) => _best.LoadWeights(weights);

    public void Dispose()
    {
        _network.Parameters.Dispose();
        _target.Parameters.Dispose();
        _update.Dispose();
    }

    private void Act()
    {
        _world.Observe(_before);
        var action = _exploration.Choose(Unit) ?? _policy.Best(_before);
        var reward = _world.Step(action);
        _world.Observe(_after);
        _memory.Add(_before, action, (float)reward, _after, _world.IsTerminated);
    }

    /// <summary>Optimizer steps that fall due within so many steps in the world.</summary>
    private long StepsAfter(long units) => Math.Max(0, units / _every - (_starts - 1) / _every);
}
