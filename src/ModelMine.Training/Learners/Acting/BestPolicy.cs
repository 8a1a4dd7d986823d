using System.Globalization;
using System.Runtime.InteropServices;
using ModelMine.Core.Formats;
using ModelMine.Core.JobConfigs;
using ModelMine.Training.Loops;
using ModelMine.Training.Models.Policy;
using ModelMine.Training.Parameters;
using ModelMine.Training.Randomness;
using ModelMine.Training.Snapshots;
using ModelMine.Training.Worlds;

namespace ModelMine.Training.Learners.Acting;

/// <summary>
/// Measures a policy by greedy episodes and keeps the weights of the epoch that did best (the latest among equals): a policy that
/// learns from its own acting gets worse as well as better. The score is the mean return of a hundred episodes whose beginnings
/// neither the training nor that choice has seen.
/// </summary>
internal sealed class BestPolicy(EffectiveConfig config, FeedForward policy, ParameterSet parameters, World world)
{
    private const int TestEpisodes = 100;
    // A policy has no buffers.
    private readonly float[] _weights = parameters.ToArrays().Weights;
    private readonly int _validationEpisodes = config.Int32("validationEpisodes");
    private double _return = double.NegativeInfinity;
    private int _epoch;

    /// <summary>Measures the policy at the end of an epoch, and keeps its weights if none did better.</summary>
    /// <param name="epoch">The epoch that ended, from 1.</param>
    /// <param name="loss">Mean training loss of the epoch; null when there was no optimizer step.</param>
    /// <param name="more">What else to say of the epoch.</param>
    public EpochReport Validate(int epoch, double? loss, string more)
    {
        var mean = Validation();
        if (mean >= _return)
        {
            (_return, _epoch) = (mean, epoch);
            parameters.CopyTo(_weights, []);
        }

        // Without a step the curve has no place for another point.
        var points = new Dictionary<string, double>();
        if (loss is not null)
        {
            points["validation/return"] = mean;
        }

        var words = loss is { } value ? string.Create(CultureInfo.InvariantCulture, $"training loss {value:F4}, ") : "no optimizer step yet, ";
        return new(
            mean,
            points,
            string.Create(CultureInfo.InvariantCulture, $"{words}mean return of {_validationEpisodes} greedy episodes {mean:F1} (best {_return:F1}){more}"));
    }

    /// <summary>Puts the best weights in place and measures them.</summary>
    /// <param name="trainSteps">Steps in the world that were learned from.</param>
    public FinalReport Test(long trainSteps)
    {
        parameters.CopyFrom(_weights, []);
        var returns = GreedyEpisodes.Play(policy, world, TestEpisodes, config.Seed, Purpose.TestWorld).Order().ToArray();
        var mean = returns.Average();
        var threshold = world.Definition.SolvedAt;
        return new()
        {
            Score = mean,
            Metrics = new Dictionary<string, double>
            {
                ["test/return"] = mean,
                ["test/returnLowest"] = returns[0],
                ["test/returnMedian"] = (returns[(TestEpisodes - 1) / 2] + returns[TestEpisodes / 2]) / 2.0,
                ["test/returnHighest"] = returns[^1],
                ["validation/returnBest"] = _return,
            },
            TrainSamples = trainSteps,
            ValidationSamples = _validationEpisodes,
            TestSamples = TestEpisodes,
            BestEpoch = _epoch > 0 ? _epoch : null,
            DatasetDigest = world.Definition.Digest,
            Summary = string.Create(CultureInfo.InvariantCulture, $"Test: mean return {mean:F1} of {TestEpisodes} greedy episodes, from {returns[0]} to {returns[^1]}, with the weights of the epoch that validated best. {world.Definition.Name} counts as solved from {threshold}: {(mean >= threshold ? "it is" : "it is not")}."),
        };
    }

    /// <summary>Takes weights that were trained elsewhere as the best.</summary>
    /// <exception cref="SafetensorsException">A tensor is missing or has another shape.</exception>
    public void LoadWeights(SafetensorsFile weights)
    {
        parameters.Load(weights);
        parameters.CopyTo(_weights, []);
        _return = Validation();
    }

    public void Save(SnapshotContent content)
    {
        content.Add("bestReturn", _return);
        content.Add("bestReturnEpoch", _epoch);
        content.Add([SafetensorsTensor.FromSingles("best", [_weights.Length], _weights)]);
    }

    public void Load(SnapshotFile snapshot)
    {
        _return = snapshot.Number("bestReturn");
        _epoch = (int)snapshot.Whole("bestReturnEpoch");
        snapshot.Tensors.Read("best", MemoryMarshal.AsBytes(_weights.AsSpan()));
    }

    private double Validation() =>
        GreedyEpisodes.Play(policy, world, _validationEpisodes, config.Seed, Purpose.ValidationWorld).Average();
}
