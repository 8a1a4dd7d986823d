using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace ModelMine.Training.Runtime;

/// <summary>
/// A tensor that the processor fills anew each step, and a device reads. On the processor both are one; elsewhere each filling is sent
/// over.
/// </summary>
/// <param name="shape">Its shape.</param>
/// <param name="type">Of its numbers.</param>
internal sealed class Staged(long[] shape, ScalarType type = ScalarType.Float32) : IDisposable
{
    private readonly Tensor _filled = zeros(shape, type).DetachFromDisposeScope();
    private Device _device = CPU;
    private Tensor? _sent;

    /// <summary>What the device reads; valid until the next is sent.</summary>
    public Tensor Tensor => _sent ?? _filled;

    /// <summary>What the processor fills.</summary>
    public Span<T> Span<T>() where T : unmanaged => MemoryMarshal.Cast<byte, T>(_filled.bytes);

    /// <summary>Chooses the device.</summary>
    public void MoveTo(Device device)
    {
        _device = device;
        Send();
    }

    /// <summary>Sends what was filled.</summary>
    public void Send()
    {
        _sent?.Dispose();
        _sent = _device.IsProcessor() ? null : _filled.to(_device).DetachFromDisposeScope();
    }

    public void Dispose()
    {
        _filled.Dispose();
        _sent?.Dispose();
    }
}
