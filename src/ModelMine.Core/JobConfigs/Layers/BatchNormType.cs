using ModelMine.Core.JobConfigs.Keys;

namespace ModelMine.Core.JobConfigs.Layers;

/// <summary>Batch normalisation (Ioffe and Szegedy 2015).</summary>
internal sealed class BatchNormType : LayerType
{
    public override ConfigChoice Word { get; } = new("BatchNormalization", ["batchNorm", "batchNorm2D"]);

    public override string Help => "Normalises each channel by its mean and variance over the batch (Ioffe and Szegedy 2015).";

    public override IReadOnlyList<ConfigKey> Options { get; } =
    [
        Declare.Number("momentum", 0, 0.9999, "Share of the running figures that is kept at each step, as Keras counts it (1 - momentum of PyTorch).").ReadBy(ModelFamily.Cnn, 0.9),
        Declare.Number("epsilon", 0, 1, "Added to the variance.").AboveMinimum().ReadBy(ModelFamily.Cnn, 1e-5).ElsewhereCalled("eps"),
    ];

    public override FeatureShape Output(Layer layer, FeatureShape input) => input;

    public override double Parameters(Layer layer, FeatureShape input) => 2.0 * input.Channels;
}
