using System.Globalization;
using System.Runtime.InteropServices;
using ModelMine.Core.Formats;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Loops;
using ModelMine.Training.Models.Dqn;
using ModelMine.Training.Optimizers;
using ModelMine.Training.Randomness;
using ModelMine.Training.Runtime;
using ModelMine.Training.Snapshots;
using ModelMine.Training.Worlds;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Learners;

/// <summary>
/// Deep Q-learning (Mnih et al. 2015): random actions that grow rare, replay, and a target network that is copied now and then.
/// A unit is a step in the world; from <c>learningStarts</c> on, each <c>trainEvery</c>-th makes an optimizer step. After each
/// epoch ten greedy episodes are played, and the weights of the best epoch (the latest among equals) are what is delivered: the
/// score is the mean return of a hundred greedy episodes that neither training nor that choice has seen.
/// </summary>
internal sealed class DqnLearner : ILearner
{
    private const int ValidationEpisodes = 10;
    private const int TestEpisodes = 100;
    private readonly EffectiveConfig _config;
    private readonly QNetwork _network, _target;
    private readonly Descent _descent;
    private readonly ReplayMemory _memory;
    private readonly TransitionBatch _batch;
    private readonly Tensor _observation = zeros(1, CartPole.ObservationLength);
    private readonly Tensor _discount;
    private readonly Exploration _exploration;
    private readonly ReturnCurve _returns = new();
    private readonly float[] _best;
    private double _bestReturn = double.NegativeInfinity;
    private CartPole _world;
    private long _episode;
    private RunningMean _epochLoss;

    public DqnLearner(EffectiveConfig config)
    {
        _config = config;
        _network = new(CartPole.ObservationLength, config.Int32("hiddenSize"), CartPole.Actions, config.Seed);
        _target = new(CartPole.ObservationLength, config.Int32("hiddenSize"), CartPole.Actions, config.Seed);
        UnitsPerEpoch = config.Int32("stepsPerEpoch");
        TotalSteps = StepsAfter(UnitsPerEpoch * config.Epochs);
        _descent = new(config, _network.Parameters, TotalSteps);
        _memory = new(config.Int32("replaySize"), CartPole.ObservationLength);
        _batch = new(config.BatchSize, CartPole.ObservationLength);
        _exploration = new(config);
        _discount = tensor((float)config.Number("gamma"));
        _best = _network.Parameters.Weights.ToArray();
        _world = NewEpisode();
    }

    public string ScoreName => "meanReturn";

    public string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"dqn with {_network.Parameters.Count:N0} parameters in {_config.Dataset}: {UnitsPerEpoch * _config.Epochs:N0} steps in the world, {TotalSteps:N0} optimizer steps");

    public long Unit { get; private set; }

    public long UnitsPerEpoch { get; }

    public long Step { get; private set; }

    public long TotalSteps { get; }

    public double? LastEpochLoss { get; private set; }

    public TrainedModel Model => new(_network.Parameters, new Dictionary<string, string> { ["environment"] = CartPole.Name });

    public UnitResult Advance(IPointSink points)
    {
        Act();
        Unit++;
        double? loss = StepsAfter(Unit) > Step ? Learn() : null;
        if (_world.IsOver)
        {
            _returns.Ended(_world.Steps, Step, points);
            _episode++;
            _world = NewEpisode();
        }

        return new(1, loss);
    }

    public EpochReport FinishEpoch(int epoch)
    {
        var returns = GreedyEpisodes.Play(_network, ValidationEpisodes, _config.Seed, Purpose.ValidationWorld);
        var mean = returns.Average();
        if (mean >= _bestReturn)
        {
            _bestReturn = mean;
            _network.Parameters.Weights.CopyTo(_best);
        }

        LastEpochLoss = _epochLoss.Count > 0 ? _epochLoss.Mean : null;
        _epochLoss = default;
        // Without a step the curve has no place for another point.
        var points = new Dictionary<string, double>();
        if (LastEpochLoss is not null)
        {
            points["validation/return"] = mean;
        }

        var words = LastEpochLoss is { } value ? string.Create(CultureInfo.InvariantCulture, $"training loss {value:F4}, ") : "no optimizer step yet, ";
        return new(
            mean,
            points,
            string.Create(CultureInfo.InvariantCulture, $"{words}mean return of {ValidationEpisodes} greedy episodes {mean:F1} (best {_bestReturn:F1}), {_exploration.At(Unit):P0} random actions"));
    }

    public FinalReport Finish()
    {
        _best.CopyTo(_network.Parameters.Weights);
        var returns = GreedyEpisodes.Play(_network, TestEpisodes, _config.Seed, Purpose.TestWorld).Order().ToArray();
        var mean = returns.Average();
        return new()
        {
            Score = mean,
            Metrics = new Dictionary<string, double>
            {
                ["test/return"] = mean,
                ["test/returnLowest"] = returns[0],
                ["test/returnMedian"] = (returns[(TestEpisodes - 1) / 2] + returns[TestEpisodes / 2]) / 2.0,
                ["test/returnHighest"] = returns[^1],
                ["validation/returnBest"] = _bestReturn,
            },
            TrainSamples = UnitsPerEpoch * _config.Epochs,
            ValidationSamples = ValidationEpisodes,
            TestSamples = TestEpisodes,
            DatasetDigest = CartPole.Digest,
            Summary = string.Create(CultureInfo.InvariantCulture, $"Test: mean return {mean:F1} of {TestEpisodes} greedy episodes, from {returns[0]} to {returns[^1]} (at most {CartPole.MostSteps}), with the weights of the epoch that validated best"),
        };
    }

    public void Save(SnapshotContent content)
    {
        content.Add("unit", Unit);
        content.Add("step", Step);
        content.Add("episode", _episode);
        content.Add("worldPosition", _world.Position);
        content.Add("worldVelocity", _world.Velocity);
        content.Add("worldAngle", _world.Angle);
        content.Add("worldAngularVelocity", _world.AngularVelocity);
        content.Add("worldSteps", _world.Steps);
        content.Add("epochLossSum", _epochLoss.Sum);
        content.Add("epochLossCount", _epochLoss.Count);
        content.Add("lastEpochLoss", LastEpochLoss);
        content.Add("bestReturn", _bestReturn);
        _returns.Save(content);
        content.Add(_network.Parameters.ToSafetensors("weights/"));
        content.Add(_target.Parameters.ToSafetensors("target/"));
        _descent.Save(content);
        content.Add(_memory.ToSafetensors("memory/"));
        content.Add([SafetensorsTensor.FromSingles("best", [_best.Length], _best)]);
    }

    public void Load(SnapshotFile snapshot)
    {
        Unit = snapshot.Whole("unit");
        Step = snapshot.Whole("step");
        _episode = snapshot.Whole("episode");
        _world = new(
            snapshot.Number("worldPosition"),
            snapshot.Number("worldVelocity"),
            snapshot.Number("worldAngle"),
            snapshot.Number("worldAngularVelocity"),
            (int)snapshot.Whole("worldSteps"));
        _epochLoss = new(snapshot.Number("epochLossSum"), snapshot.Whole("epochLossCount"));
        LastEpochLoss = snapshot.NumberOrNull("lastEpochLoss");
        _bestReturn = snapshot.Number("bestReturn");
        _returns.Load(snapshot);
        _network.Parameters.Load(snapshot.Tensors, "weights/");
        _target.Parameters.Load(snapshot.Tensors, "target/");
        _descent.Load(snapshot);
        _memory.Load(snapshot.Tensors, "memory/", added: Unit);
        snapshot.Tensors.Read("best", MemoryMarshal.AsBytes(_best.AsSpan()));
    }

    public void LoadWeights(SafetensorsFile weights)
    {
        _network.Parameters.Load(weights);
        _network.Parameters.Weights.CopyTo(_best);
        _bestReturn = GreedyEpisodes.Play(_network, ValidationEpisodes, _config.Seed, Purpose.ValidationWorld).Average();
    }

    public void Dispose()
    {
        _network.Parameters.Dispose();
        _target.Parameters.Dispose();
        _batch.Dispose();
        _observation.Dispose();
        _discount.Dispose();
    }

    private void Act()
    {
        Span<float> before = stackalloc float[CartPole.ObservationLength];
        Span<float> after = stackalloc float[CartPole.ObservationLength];
        _world.Observe(before);
        var action = _exploration.Choose(Unit) ?? Greedy(before);
        _world.Push(action);
        _world.Observe(after);
        _memory.Add(before, action, reward: 1, after, _world.IsLost);
    }

    private int Greedy(ReadOnlySpan<float> observation)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        observation.CopyTo(MemoryMarshal.Cast<byte, float>(_observation.bytes));
        var values = MemoryMarshal.Cast<byte, float>(_network.Forward(_observation).bytes);
        return values[1] > values[0] ? 1 : 0;
    }

    private double Learn()
    {
        if (Step % _config.Int32("targetUpdateEvery") == 0)
        {
            _network.Parameters.Weights.CopyTo(_target.Parameters.Weights);
        }

        using var scope = NewDisposeScope();
        _memory.Draw(_batch, new SeededRandom(_config.Seed, Purpose.Replay, Step));
        var estimates = _network.Forward(_batch.BeforeTensor).gather(1, _batch.ActionTensor).squeeze(1);
        var loss = Loss(estimates, Targets());
        var value = (double)loss.item<float>();
        loss.backward();
        Step++;
        _descent.Step(Step);
        _epochLoss.Add(value, 1);
        return value;
    }

    private Tensor Targets()
    {
        using var noGradients = no_grad();
        var future = _target.Forward(_batch.AfterTensor).amax(1);
        return future.mul_(_batch.GoesOnTensor).mul_(_discount).add_(_batch.RewardTensor, Scalars.One);
    }

    private Tensor Loss(Tensor estimates, Tensor targets) => _config.Text("lossFunction") switch
    {
        "huber" => F.huber_loss(estimates, targets),
        "mse" => F.mse_loss(estimates, targets),
        var other => throw new TrainingException($"lossFunction {other} is not known to this version of the trainer: update ModelMine on this node.", retryable: true),
    };

    private CartPole NewEpisode() => new(new SeededRandom(_config.Seed, Purpose.World, _episode));

    /// <summary>Optimizer steps that fall due within so many steps in the world.</summary>
    private long StepsAfter(long units)
    {
        var (starts, every) = (_config.Int32("learningStarts"), _config.Int32("trainEvery"));
        return Math.Max(0, units / every - (starts - 1) / every);
    }
}
