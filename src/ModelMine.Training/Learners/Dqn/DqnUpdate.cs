using ModelMine.Core.JobConfigs;
using ModelMine.Training.Models.Dqn;
using ModelMine.Training.Optimizers;
using ModelMine.Training.Randomness;
using ModelMine.Training.Runtime;
using ModelMine.Training.Snapshots;
using ModelMine.Training.Worlds;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Learners.Dqn;

/// <summary>
/// An optimizer step of deep Q-learning: estimates are drawn towards reward + gamma · (worth of the next state), which a target
/// network tells that follows now and then. Its worth is the highest estimate of the target network; or, double (van Hasselt
/// et al. 2016), the target's estimate of the action that the network itself would choose, which overestimates less.
/// </summary>
internal sealed class DqnUpdate : IDisposable
{
    private readonly QNetwork _network, _target;
    private readonly Descent _descent;
    private readonly TransitionBatch _batch;
    private readonly SeededRandom _random;
    private readonly Scalar _discount;
    private readonly Func<Tensor, Tensor, Tensor> _loss;
    private readonly bool _double;
    private readonly int _followEvery;
    private readonly float _rate;
    private readonly long _seed;

    public DqnUpdate(EffectiveConfig config, QNetwork network, QNetwork target, WorldDefinition world, long totalSteps)
    {
        (_network, _target) = (network, target);
        _descent = new(config, network.Parameters, totalSteps);
        _batch = new(config.BatchSize, world.ObservationLength);
        _random = new(config.Seed, Purpose.Replay, 0);
        _discount = config.Number("gamma");
        _double = config.Flag("doubleDqn");
        _followEvery = config.Int32("targetUpdateEvery");
        _rate = (float)config.Number("targetUpdateRate");
        _seed = config.Seed;
        _loss = config.Text("lossFunction") switch
        {
            "huber" => (estimates, targets) => F.huber_loss(estimates, targets),
            "mse" => (estimates, targets) => F.mse_loss(estimates, targets),
            var other => throw new TrainingException($"lossFunction {other} is not known to this version of the trainer: update ModelMine on this node.", retryable: true),
        };
    }

    /// <summary>Optimizer steps made.</summary>
    public long Step { get; private set; }

    /// <summary>Moves networks, optimizer and batches to a device.</summary>
    public void MoveTo(Device device)
    {
        _descent.MoveTo(device);
        _target.Parameters.MoveTo(device);
        _batch.MoveTo(device);
    }

    /// <summary>Makes one step.</summary>
    /// <returns>The loss.</returns>
    public double Learn(ReplayMemory memory)
    {
        if (Step % _followEvery == 0)
        {
            TargetNetwork.Follow(_target.Parameters, _network.Parameters, Step == 0 ? 1 : _rate);
        }

        using var scope = NewDisposeScope();
        _random.Restart(_seed, Purpose.Replay, Step);
        memory.Draw(_batch, _random);
        _batch.Send();
        var targets = Targets();
        var estimates = _network.Forward(_batch.BeforeTensor).gather(1, _batch.ActionTensor).squeeze(1);
        var loss = _loss(estimates, targets);
        var value = (double)loss.item<float>();
        loss.backward();
        Step++;
        _descent.Step(Step);
        return value;
    }

    public void Save(SnapshotContent content)
    {
        content.Add("step", Step);
        _descent.Save(content);
    }

    public void Load(SnapshotFile snapshot)
    {
        Step = snapshot.Whole("step");
        _descent.Load(snapshot);
    }

    public void Dispose()
    {
        _batch.Dispose();
        _discount.Dispose();
        _descent.Dispose();
    }

    private Tensor Targets()
    {
        using var noGradients = no_grad();
        var estimates = _target.Forward(_batch.AfterTensor);
        var future = _double
            ? estimates.gather(1, _network.Forward(_batch.AfterTensor).argmax(1, keepdim: true)).squeeze(1)
            : estimates.amax(1);
        return future.mul_(_batch.GoesOnTensor).mul_(_discount).add_(_batch.RewardTensor, Scalars.One);
    }
}
