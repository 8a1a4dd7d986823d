using System.Numerics;
using ModelMine.Core.Formats;
using ModelMine.Training.Parameters;

namespace ModelMine.Training.Optimizers;

/// <summary>
/// A rule that turns gradients into steps. It works on plain memory in one vectorised pass that also clears the gradients; its
/// whole state is open, so that a snapshot can hold it exactly. Every operation is one of IEEE single precision applied to each
/// number alone: the result does not depend on the width of the vectors or the number of threads.
/// </summary>
internal abstract class Optimizer
{
    private readonly Dictionary<string, float[]> _state = [];

    /// <summary>Makes one step.</summary>
    /// <param name="weights">What is changed; its length is a multiple of <see cref="ParameterSet.Alignment"/>.</param>
    /// <param name="gradients">As long; left at zero.</param>
    /// <param name="learningRate">Size of the step.</param>
    /// <param name="step">Number of this step, from 1.</param>
    public void Step(Span<float> weights, Span<float> gradients, double learningRate, long step)
    {
        if (weights.Length != gradients.Length || weights.Length % ParameterSet.Alignment != 0)
        {
            throw new ArgumentException($"{weights.Length} weights and {gradients.Length} gradients: both must be as many, a multiple of {ParameterSet.Alignment}.", nameof(weights));
        }

        Update(weights, gradients, learningRate, step);
    }

    /// <summary>The state as tensors of a safetensors file.</summary>
    public IEnumerable<SafetensorsTensor> ToSafetensors(string prefix) =>
        _state.Select(pair => SafetensorsTensor.FromSingles(prefix + pair.Key, [pair.Value.Length], pair.Value));

    /// <summary>Takes the state from a file.</summary>
    /// <exception cref="SafetensorsException">A tensor is missing or of another length.</exception>
    public void Load(SafetensorsFile file, string prefix)
    {
        foreach (var (name, values) in _state)
        {
            var saved = file.ReadSingles(prefix + name);
            if (saved.Length != values.Length)
            {
                throw new SafetensorsException($"{prefix}{name} has {saved.Length:N0} numbers, not {values.Length:N0}.");
            }

            saved.CopyTo(values, 0);
        }
    }

    protected abstract void Update(Span<float> weights, Span<float> gradients, double learningRate, long step);

    /// <summary>Declares a part of the state: one number for each weight, at first zero.</summary>
    protected float[] Remember(string name, int length) => _state[name] = new float[length];

    protected static Vector<float> Load(ReadOnlySpan<float> values, int i) => new(values[i..]);
}
