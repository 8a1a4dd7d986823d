using ModelMine.Core.JobConfigs.Keys;

namespace ModelMine.Core.JobConfigs.Layers;

/// <summary>A convolution over a feature map.</summary>
internal sealed class Conv2DType : LayerType
{
    public override ConfigChoice Word { get; } = new("Conv2D", ["convolution2D", "conv"]);

    public override string Help => "Convolution over a feature map.";

    public override IReadOnlyList<ConfigKey> Options { get; } =
    [
        Declare.Integer("filters", 1, 4096, "Channels that come out.").ReadBy(ModelFamily.Cnn, 32).ElsewhereCalled("outChannels", "channels"),
        LayerOptions.Window("kernelSize", 3, "Size of the kernel: n, or [rows, columns].").ElsewhereCalled("kernel", "size"),
        LayerOptions.Window("strides", 1, "Steps of the kernel.").ElsewhereCalled("stride"),
        LayerOptions.Padding, LayerOptions.Activation(LayerOptions.Linear), LayerOptions.UseBias,
    ];

    public override IReadOnlyList<string> Required { get; } = ["filters"];

    public override FeatureShape Output(Layer layer, FeatureShape input) =>
        Slide("kernel", layer.Size("kernelSize"), layer.Size("strides"), layer.Text("padding"), input, layer.Int32("filters"));

    public override double Parameters(Layer layer, FeatureShape input)
    {
        var kernel = layer.Size("kernelSize");
        return ((double)kernel.Rows * kernel.Columns * input.Channels + (layer.Flag("useBias") ? 1 : 0)) * layer.Int32("filters");
    }
}
