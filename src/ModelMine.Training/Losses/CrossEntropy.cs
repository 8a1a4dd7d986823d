using ModelMine.Core.JobConfigs;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Losses;

/// <summary>
/// Cross entropy of classes. While training, a share of each label may be spread evenly over all classes (Szegedy et al. 2016); what
/// is measured is never smoothed. Computed in fp32, whatever the scores are in.
/// </summary>
internal sealed class CrossEntropy(EffectiveConfig config)
{
    private readonly double _smoothing = config.Number("labelSmoothing");

    /// <summary>Mean to be minimised.</summary>
    /// <param name="scores">Shape [samples, classes], unnormalised log-probabilities.</param>
    /// <param name="labels">Shape [samples], 64-bit.</param>
    public Tensor ToTrain(Tensor scores, Tensor labels) => F.cross_entropy(scores.to(ScalarType.Float32), labels, label_smoothing: _smoothing);

    /// <summary>Sum over the samples, unsmoothed.</summary>
    /// <inheritdoc cref="ToTrain"/>
    public static Tensor Sum(Tensor scores, Tensor labels) => F.cross_entropy(scores, labels, reduction: nn.Reduction.Sum);
}
