using ModelMine.Core.JobConfigs.Keys;

namespace ModelMine.Core.JobConfigs.Layers;

/// <summary>A fully connected layer; a feature map is flattened before it.</summary>
internal sealed class DenseType : LayerType
{
    public override ConfigChoice Word { get; } = new("Dense", ["linear", "fullyConnected"]);

    public override string Help => "Fully connected layer; a feature map is flattened by itself.";

    public override IReadOnlyList<ConfigKey> Options { get; } =
    [
        Declare.Integer("units", 1, 65_536, "Numbers that come out.").ReadBy(ModelFamily.Cnn, 128).ElsewhereCalled("size", "outFeatures", "neurons"),
        LayerOptions.Activation(LayerOptions.Linear), LayerOptions.UseBias,
    ];

    public override IReadOnlyList<string> Required { get; } = ["units"];

    public override FeatureShape Output(Layer layer, FeatureShape input) => FeatureShape.Vector(layer.Int32("units"));

    public override double Parameters(Layer layer, FeatureShape input) => (input.Count + (layer.Flag("useBias") ? 1.0 : 0)) * layer.Int32("units");

    public override double Kept(Layer layer, FeatureShape input) => base.Kept(layer, input) + (input.IsMap ? input.Count : 0);
}
