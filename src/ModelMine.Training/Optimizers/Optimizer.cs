using System.Numerics;
using ModelMine.Core.Formats;
using ModelMine.Training.Parameters;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Optimizers;

/// <summary>
/// A rule that turns gradients into steps. It works on plain memory in one vectorised pass that also clears the gradients; its
/// whole state is open, so that a snapshot can hold it exactly. Every operation is one of IEEE single precision applied to each
/// number alone: the result does not depend on the width of the vectors or the number of threads. Beside it stands the same rule in
/// tensors, for weights on another device than the processor.
/// </summary>
internal abstract class Optimizer : IDisposable
{
    private readonly Dictionary<string, float[]> _state = [];
    private readonly Dictionary<string, Tensor> _onDevice = [];

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

    /// <summary>Makes one step with tensors, on whatever device they are; the state must have been moved there.</summary>
    /// <param name="weights">What is changed, shape [numbers].</param>
    /// <param name="gradients">As many; left at zero.</param>
    /// <param name="learningRate">Size of the step.</param>
    /// <param name="step">Number of this step, from 1.</param>
    public void Step(Tensor weights, Tensor gradients, double learningRate, long step)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        Update(weights, gradients, learningRate, step);
        _ = gradients.zero_();
    }

    /// <summary>Moves the state to a device; from then on, only steps with tensors are made.</summary>
    public void MoveTo(Device device)
    {
        using var scope = NewDisposeScope();
        foreach (var (name, values) in _state)
        {
            _onDevice[name] = tensor(values).to(device, copy: true).DetachFromDisposeScope();
        }
    }

    /// <summary>The state as tensors of a safetensors file.</summary>
    public IEnumerable<SafetensorsTensor> ToSafetensors(string prefix) => _state.Select(pair => _onDevice.TryGetValue(pair.Key, out var moved)
        ? new SafetensorsTensor(prefix + pair.Key, SafetensorsDtype.F32, [pair.Value.Length], stream => TensorBytes.Write(moved, stream))
        : SafetensorsTensor.FromSingles(prefix + pair.Key, [pair.Value.Length], pair.Value));

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
            if (_onDevice.TryGetValue(name, out var moved))
            {
                using var scope = NewDisposeScope();
                _ = moved.copy_(tensor(saved));
            }
        }
    }

    public void Dispose()
    {
        foreach (var state in _onDevice.Values)
        {
            state.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    protected abstract void Update(Span<float> weights, Span<float> gradients, double learningRate, long step);

    /// <summary>The same rule in tensors, without gradients and within a dispose scope; the gradients are cleared afterwards.</summary>
    protected abstract void Update(Tensor weights, Tensor gradients, double learningRate, long step);

    /// <summary>Declares a part of the state: one number for each weight, at first zero.</summary>
    protected float[] Remember(string name, int length) => _state[name] = new float[length];

    /// <summary>That part of the state on the device.</summary>
    protected Tensor OnDevice(string name) => _onDevice[name];

    /// <summary>Gradients to which the decay was added: g + decay · w.</summary>
    protected static Tensor Decayed(Tensor weights, Tensor gradients, double decay)
    {
        if (decay == 0)
        {
            return gradients;
        }

        using TorchSharp.Scalar share = decay;
        return gradients.add(weights, share);
    }

    /// <summary>a ← a + factor · b.</summary>
    protected static void Add(Tensor to, Tensor what, double factor)
    {
        using TorchSharp.Scalar share = factor;
        _ = to.add_(what, share);
    }

    /// <summary>a ← factor · a.</summary>
    protected static void Shrink(Tensor what, double factor)
    {
        using TorchSharp.Scalar share = factor;
        _ = what.mul_(share);
    }

    protected static Vector<float> Load(ReadOnlySpan<float> values, int i) => new(values[i..]);
}
