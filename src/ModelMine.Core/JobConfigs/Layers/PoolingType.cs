namespace ModelMine.Core.JobConfigs.Layers;

/// <summary>The largest number, or the mean, of each window.</summary>
internal sealed class PoolingType(string name, params string[] aliases) : LayerType
{
    /// <summary>The place of each maximum is kept as 8 bytes.</summary>
    private const double KeptPerOutput = 3;

    public override ConfigChoice Word { get; } = new(name, aliases);

    public override string Help => name.StartsWith("Max", StringComparison.Ordinal) ? "The largest number of each window." : "The mean of each window; padding is not counted.";

    public override IReadOnlyList<ConfigKey> Options { get; } =
    [
        LayerOptions.Window("poolSize", 2, "Size of the window: n, or [rows, columns].") with { KnownElsewhereAs = ["size", "kernelSize"] },
        LayerOptions.Window("strides", 2, "Steps of the window; poolSize where nothing is said.") with { KnownElsewhereAs = ["stride"] },
        LayerOptions.Padding,
    ];

    public override FeatureShape Output(Layer layer, FeatureShape input) =>
        Slide("pool", layer.Size("poolSize"), layer.Size("strides"), layer.Text("padding"), input, input.Channels);

    public override double Kept(Layer layer, FeatureShape input) => KeptPerOutput * Output(layer, input).Count;
}
