using TorchSharp;
using static TorchSharp.torch;

namespace ModelMine.Training.Runtime;

/// <summary>Where tensors lie: in the processor's memory, or in that of a device beside it.</summary>
internal static class Placement
{
    /// <summary>Whether it is the processor: its tensors can be read and written as spans.</summary>
    public static bool IsProcessor(this Device device) => device.type == DeviceType.CPU;

    /// <summary>The tensor on a device: itself where it is there already, otherwise a copy in the caller's dispose scope.</summary>
    public static Tensor On(this Tensor tensor, Device device) => tensor.device_type == device.type ? tensor : tensor.to(device);

    /// <summary>The tensor in the processor's memory.</summary>
    /// <inheritdoc cref="On"/>
    public static Tensor OnProcessor(this Tensor tensor) => On(tensor, CPU);
}
