using ModelMine.Core.JobConfigs.Keys;

namespace ModelMine.Core.JobConfigs.Layers;

/// <summary>The mean of each channel.</summary>
internal sealed class GlobalAveragePoolingType : LayerType
{
    public override ConfigChoice Word { get; } = new("GlobalAveragePooling2D", ["globalAvgPool2D", "globalAveragePool"]);

    public override string Help => "The mean of each channel: a vector.";

    public override FeatureShape Output(Layer layer, FeatureShape input)
    {
        RequireMap(input);
        return FeatureShape.Vector(input.Channels);
    }
}

/// <summary>Drops numbers at random while training.</summary>
internal sealed class DropoutType : LayerType
{
    public override ConfigChoice Word { get; } = new("Dropout", []);

    public override string Help => "Drops a share of the numbers at random while training (Srivastava et al. 2014).";

    public override IReadOnlyList<ConfigKey> Options { get; } =
        [Declare.Number("rate", 0, 0.95, "Share that is dropped.").ReadBy(ModelFamily.Cnn, 0.5).ElsewhereCalled("p", "prob", "dropout")];

    public override IReadOnlyList<string> Required { get; } = ["rate"];

    public override FeatureShape Output(Layer layer, FeatureShape input) => input;

    public override double Kept(Layer layer, FeatureShape input) => 2.0 * input.Count;
}

/// <summary>Makes a feature map a vector.</summary>
internal sealed class FlattenType : LayerType
{
    public override ConfigChoice Word { get; } = new("Flatten", []);

    public override string Help => "Makes a feature map a vector, channel by channel, row by row (as PyTorch does).";

    public override FeatureShape Output(Layer layer, FeatureShape input) => input.Count <= int.MaxValue
        ? FeatureShape.Vector((int)input.Count)
        : throw new LayerShapeException($"cannot flatten {input}: it is too large.");
}

/// <summary>A function of each number.</summary>
internal sealed class ActivationType : LayerType
{
    public override ConfigChoice Word { get; } = new("Activation", ["activate"]);

    public override string Help => "A function of each number.";

    public override IReadOnlyList<ConfigKey> Options { get; } = [LayerOptions.Activation(LayerOptions.Relu)];

    public override IReadOnlyList<string> Required { get; } = [LayerOptions.ActivationName];

    public override FeatureShape Output(Layer layer, FeatureShape input) => input;

    public override double Kept(Layer layer, FeatureShape input) => input.Count;
}
