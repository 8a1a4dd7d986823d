using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelMine.Training.Runtime;

/// <summary>The device that a config asks for, as this process has it.</summary>
public static class ComputeDevice
{
    /// <summary>How many CUDA GPUs this process can compute on: none where libtorch was built for the processor alone, or there is no driver.</summary>
    public static int CudaCount() => cuda.is_available() ? cuda.device_count() : 0;

    /// <summary>Where to train.</summary>
    /// <param name="config">Reads <c>device</c>.</param>
    /// <exception cref="TrainingException">It is not here.</exception>
    internal static Device ToTrain(EffectiveConfig config) => config.Text("device") != JobRequires.Cuda ? CPU
        : CudaCount() > 0 ? new Device(DeviceType.CUDA, 0)
        : throw new TrainingException(
            "device cuda: this node's trainer finds no CUDA GPU that it could use. It needs a GPU with its driver, and an agent that was built with libtorch for CUDA (docs/gpu.md).",
            retryable: true);

    /// <summary>Where to use trained weights, which belong to no device: where they were trained if that is here, otherwise the processor.</summary>
    /// <param name="config">Reads <c>device</c>.</param>
    internal static Device ToUse(EffectiveConfig config) => config.Text("device") == JobRequires.Cuda && CudaCount() > 0 ? new Device(DeviceType.CUDA, 0) : CPU;
}
