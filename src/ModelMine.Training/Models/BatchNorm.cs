using ModelMine.Training.Parameters;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Models;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015) over parameters as <see cref="ParameterSpec.BatchNorm"/> declares them. While
/// training it normalises by the batch, and moves the running mean and variance towards the batch's.
/// </summary>
internal static class BatchNorm
{
    /// <summary>What PyTorch takes where nothing is said.</summary>
    public const double Epsilon = 1e-5;

    /// <summary>Share of the way that the running figures move at each step.</summary>
    public const double Momentum = 0.1;

    /// <param name="parameters">The model's.</param>
    /// <param name="name">Of the layer, such as <c>bn1</c>.</param>
    /// <param name="values">Shape [samples, channels, …].</param>
    /// <param name="training">False when the model is measured: then the running figures are taken.</param>
    /// <param name="momentum">See <see cref="Momentum"/>.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public static Tensor Apply(ParameterSet parameters, string name, Tensor values, bool training, double momentum = Momentum, double epsilon = Epsilon)
    {
        // One number a channel has no variance: the running one would become NaN. It happens with a last batch of one sample.
        var single = values.numel() == values.shape[1];
        return F.batch_norm(
            values,
            parameters[$"{name}.running_mean"],
            parameters[$"{name}.running_var"],
            parameters[$"{name}.weight"],
            parameters[$"{name}.bias"],
            training && !single,
            momentum,
            epsilon);
    }
}
