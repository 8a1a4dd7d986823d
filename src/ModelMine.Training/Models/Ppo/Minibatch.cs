using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ModelMine.Training.Models.Ppo;

/// <summary>Transitions of a rollout to learn from: memory that is filled anew each step.</summary>
internal sealed class Minibatch(int count, int observationLength) : IDisposable
{
    private const float Epsilon = 1e-8f;

    /// <summary>Shape [transitions, numbers].</summary>
    public Tensor Observations { get; } = zeros(count, observationLength);

    /// <summary>Shape [transitions, 1], 64-bit.</summary>
    public Tensor Actions { get; } = zeros(count, 1, dtype: ScalarType.Int64);

    /// <summary>Shape [transitions].</summary>
    public Tensor LogProbabilities { get; } = zeros(count);

    /// <summary>Shape [transitions]; mean 0 and standard deviation 1 within the minibatch.</summary>
    public Tensor Advantages { get; } = zeros(count);

    /// <summary>Shape [transitions]: what the critic should have said.</summary>
    public Tensor Returns { get; } = zeros(count);

    /// <summary>Takes transitions.</summary>
    /// <param name="rollout">Whose advantages are filled.</param>
    /// <param name="chosen">Their numbers; as many as this minibatch holds.</param>
    public void Fill(Rollout rollout, ReadOnlySpan<long> chosen)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(chosen.Length, count, nameof(chosen));
        var observations = MemoryMarshal.Cast<byte, float>(Observations.bytes);
        var actions = MemoryMarshal.Cast<byte, long>(Actions.bytes);
        var probabilities = MemoryMarshal.Cast<byte, float>(LogProbabilities.bytes);
        var advantages = MemoryMarshal.Cast<byte, float>(Advantages.bytes);
        var returns = MemoryMarshal.Cast<byte, float>(Returns.bytes);
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
    }

    public void Dispose()
    {
        Observations.Dispose();
        Actions.Dispose();
        LogProbabilities.Dispose();
        Advantages.Dispose();
        Returns.Dispose();
    }

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
