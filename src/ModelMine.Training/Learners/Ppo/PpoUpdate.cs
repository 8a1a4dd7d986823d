using ModelMine.Core.JobConfigs;
using ModelMine.Training.Models.Ppo;
using ModelMine.Training.Optimizers;
using ModelMine.Training.Randomness;
using ModelMine.Training.Runtime;
using ModelMine.Training.Snapshots;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Learners.Ppo;

/// <summary>
/// Learns from a rollout: <c>updateEpochs</c> passes over it in minibatches. The objective is that of Schulman et al. 2017: with
/// ratio = π(a|s) / π_old(a|s), the lower of ratio · A and clip(ratio, 1 ± clipRange) · A; minus valueCoefficient times the
/// critic's mean squared error, plus entropyCoefficient times the policy's entropy.
/// </summary>
internal sealed class PpoUpdate : IDisposable
{
    private readonly ActorCritic _model;
    private readonly Descent _descent;
    private readonly Minibatch _batch;
    private readonly Minibatch? _rest;
    private readonly Scalar _lowest, _highest, _valueCoefficient, _entropyCoefficient;
    private readonly int _epochs, _batchSize;
    private readonly long _seed;
    private long _passes;

    /// <param name="config">The effective config.</param>
    /// <param name="model">Who learns.</param>
    /// <param name="rollout">The rollout that it will learn from, for its measures.</param>
    /// <param name="observationLength">Numbers of an observation.</param>
    /// <param name="rollouts">How many rollouts the job has.</param>
    public PpoUpdate(EffectiveConfig config, ActorCritic model, Rollout rollout, int observationLength, long rollouts)
    {
        _model = model;
        _seed = config.Seed;
        _batchSize = config.BatchSize;
        _epochs = config.Int32("updateEpochs");
        StepsPerRollout = _epochs * ((rollout.Count + _batchSize - 1) / _batchSize);
        _batch = new(_batchSize, observationLength);
        _rest = rollout.Count % _batchSize == 0 ? null : new(rollout.Count % _batchSize, observationLength);
        _descent = new(config, model.Parameters, rollouts * StepsPerRollout);
        var range = config.Number("clipRange");
        (_lowest, _highest) = (1 - range, 1 + range);
        (_valueCoefficient, _entropyCoefficient) = (config.Number("valueCoefficient"), config.Number("entropyCoefficient"));
    }

    /// <summary>Optimizer steps made.</summary>
    public long Step { get; private set; }

    /// <summary>Optimizer steps that a rollout makes.</summary>
    public int StepsPerRollout { get; }

    /// <summary>Makes all steps of a rollout.</summary>
    /// <param name="rollout">Whose advantages are filled.</param>
    /// <returns>The mean loss; infinite or no number as soon as one step's is.</returns>
    public double Learn(Rollout rollout)
    {
        var mean = new RunningMean();
        for (var epoch = 0; epoch < _epochs; epoch++)
        {
            var order = new SeededRandom(_seed, Purpose.Minibatch, _passes++).Permutation(rollout.Count);
            for (var from = 0; from < order.Length; from += _batchSize)
            {
                var chosen = order.AsSpan(from, Math.Min(_batchSize, order.Length - from));
                var batch = chosen.Length == _batchSize ? _batch : _rest!;
                batch.Fill(rollout, chosen);
                mean.Add(Learn(batch), 1);
            }
        }

        return mean.Mean;
    }

    /// <summary>Moves networks, optimizer and batches to a device.</summary>
    public void MoveTo(Device device)
    {
        _descent.MoveTo(device);
        _batch.MoveTo(device);
        _rest?.MoveTo(device);
    }

    public void Save(SnapshotContent content)
    {
        content.Add("step", Step);
        content.Add("passes", _passes);
        _descent.Save(content);
    }

    public void Load(SnapshotFile snapshot)
    {
        Step = snapshot.Whole("step");
        _passes = snapshot.Whole("passes");
        _descent.Load(snapshot);
    }

    public void Dispose()
    {
        _batch.Dispose();
        _rest?.Dispose();
        _descent.Dispose();
    }

    private double Learn(Minibatch batch)
    {
        using var scope = NewDisposeScope();
        var loss = Loss(batch);
        var value = (double)loss.item<float>();
        loss.backward();
        Step++;
        _descent.Step(Step);
        return value;
    }

    /// <summary>What is minimised on a minibatch, with its graph.</summary>
    internal Tensor Loss(Minibatch batch)
    {
        var all = _model.LogProbabilities(batch.Observations);
        var chosen = all.gather(1, batch.Actions).squeeze(1);
        var ratio = chosen.Minus(batch.LogProbabilities).exp();
        var gain = ratio.mul(batch.Advantages).minimum(ratio.clamp(_lowest, _highest).mul(batch.Advantages)).mean();
        var valueError = F.mse_loss(_model.Values(batch.Observations), batch.Returns);
        var negativeEntropy = all.exp().mul(all).sum(1).mean();
        return gain.neg().add(valueError, _valueCoefficient).add(negativeEntropy, _entropyCoefficient);
    }
}
