using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Models.Ppo;

/// <summary>Transitions of a rollout to learn from: memory that is filled anew each step.</summary>
internal sealed class Minibatch(int count, int observationLength) : IDisposable
{
    private const float Epsilon = 1e-8f;

    private readonly Staged _observations = new([count, observationLength]);
    private readonly Staged _actions = new([count, 1], ScalarType.Int64);
    private readonly Staged _logProbabilities = new([count]);
    private readonly Staged _advantages = new([count]);
    private readonly Staged _returns = new([count]);

    /// <summary>Shape [transitions, numbers].</summary>
    public Tensor Observations => _observations.Tensor;

    /// <summary>Shape [transitions, 1], 64-bit.</summary>
    public Tensor Actions => _actions.Tensor;

    /// <summary>Shape [transitions].</summary>
    public Tensor LogProbabilities => _logProbabilities.Tensor;

    /// <summary>Shape [transitions]; mean 0 and standard deviation 1 within the minibatch.</summary>
    public Tensor Advantages => _advantages.Tensor;

    /// <summary>Shape [transitions]: what the critic should have said.</summary>
    public Tensor Returns => _returns.Tensor;

    private Staged[] All => [_observations, _actions, _logProbabilities, _advantages, _returns];

    /// <summary>Chooses the device that reads it.</summary>
    public void MoveTo(Device device) => Array.ForEach(All, staged => staged.MoveTo(device));

    /// <summary>Takes transitions.</summary>
    /// <param name="rollout">Whose advantages are filled.</param>
    /// <param name="chosen">Their numbers; as many as this minibatch holds.</param>
    public void Fill(Rollout rollout, ReadOnlySpan<long> chosen)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(chosen.Length, count, nameof(chosen));
        var observations = _observations.Span<float>();
        var actions = _actions.Span<long>();
        var probabilities = _logProbabilities.Span<float>();
        var advantages = _advantages.Span<float>();
        var returns = _returns.Span<float>();
        for (var i = 0; i < count; i++)
        {
            var place = (int)chosen[i];
            rollout.Observation(place).CopyTo(observations[(i * observationLength)..]);
            actions[i] = rollout.Actions[place];
            probabilities[i] = rollout.LogProbabilities[place];
            advantages[i] = rollout.Advantages[place];
            returns[i] = rollout.Advantages[place] + rollout.Values[place];
        }

        Standardise(advantages);
        Array.ForEach(All, staged => staged.Send());
    }

    public void Dispose() => Array.ForEach(All, staged => staged.Dispose());

    private static void Standardise(Span<float> values)
    {
        double sum = 0, squares = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = (float)(sum / values.Length);
        foreach (var value in values)
        {
            squares += (double)(value - mean) * (value - mean);
        }

        var deviation = (float)Math.Sqrt(squares / values.Length) + Epsilon;
        foreach (ref var value in values)
        {
            value = (value - mean) / deviation;
        }
    }
}
