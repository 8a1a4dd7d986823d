using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelMine.Training.Runtime;

/// <summary>The numbers that a config's forward and backward passes compute with.</summary>
internal sealed class MixedPrecision
{
    private readonly bool _bf16;
    private readonly DeviceType _device;

    private MixedPrecision(bool bf16, DeviceType device) => (_bf16, _device) = (bf16, device);

    /// <param name="config">Reads <c>precision</c> and <c>device</c>.</param>
    /// <exception cref="TrainingException">This build of libtorch cannot do it.</exception>
    public static MixedPrecision Of(EffectiveConfig config)
    {
        var bf16 = config.Text("precision") switch
        {
            "fp32" => false,
            "bf16" => true,
            var other => throw new TrainingException($"precision {other} is not known to this version of the trainer: update ModelMine on this node.", retryable: true),
        };
        return bf16 && !Autocast.IsThere
            ? throw new TrainingException("precision bf16 needs Linux on x86-64, which this node does not run. Set precision to fp32, or let a node with Linux take the job.", retryable: true)
            : new(bf16, config.Text("device") == JobRequires.Cuda ? DeviceType.CUDA : DeviceType.CPU);
    }

    /// <summary>Computes a loss. Its gradient may be asked for outside.</summary>
    public Tensor Compute(Func<Tensor> loss)
    {
        if (!_bf16)
        {
            return loss();
        }

        Autocast.On(_device);
        try
        {
            return loss();
        }
        finally
        {
            Autocast.Off(_device);
        }
    }
}
