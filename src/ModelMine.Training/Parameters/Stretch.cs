using System.Runtime.InteropServices;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Parameters;

/// <summary>Numbers that lie together in the memory of a device, zero at first, in the processor's.</summary>
/// <param name="length">How many.</param>
internal sealed class Stretch(long length) : IDisposable
{
    /// <summary>All of them, wherever they lie.</summary>
    public Tensor Tensor { get; private set; } = zeros(length).DetachFromDisposeScope();

    /// <summary>The numbers in the processor's memory; not to be had of another device.</summary>
    public Span<float> Span => Numbers(Tensor);

    /// <summary>Moves them; whatever was a part of them is one no longer.</summary>
    public void MoveTo(Device device)
    {
        using var old = Tensor;
        Tensor = old.to(device).DetachFromDisposeScope();
    }

    /// <summary>A part of them in a shape, sharing their memory.</summary>
    /// <param name="offset">Where it begins; moved on to the next place that is a multiple of <see cref="ParameterSet.Alignment"/>.</param>
    /// <param name="spec">Whose part it is.</param>
    public Tensor Slice(ref long offset, ParameterSpec spec)
    {
        var slice = Tensor.narrow(0, offset, spec.Count).view(spec.Shape);
        offset += Padded(spec.Count);
        return slice;
    }

    /// <summary>A copy in the processor's memory.</summary>
    public float[] ToArray()
    {
        using var scope = NewDisposeScope();
        return Numbers(Tensor.OnProcessor()).ToArray();
    }

    /// <summary>Copies them out.</summary>
    public void CopyTo(Span<float> numbers)
    {
        using var scope = NewDisposeScope();
        Numbers(Tensor.OnProcessor()).CopyTo(numbers);
    }

    /// <summary>Copies as many numbers in.</summary>
    public void CopyFrom(float[] numbers)
    {
        using var scope = NewDisposeScope();
        if (Tensor.device_type == CPU.type) numbers.CopyTo(Span);
        else _ = Tensor.copy_(tensor(numbers));
    }

    public void Dispose() => Tensor.Dispose();

    /// <summary>Places that so many numbers take.</summary>
    public static long Padded(long count) => (count + ParameterSet.Alignment - 1) / ParameterSet.Alignment * ParameterSet.Alignment;

    private static Span<float> Numbers(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
