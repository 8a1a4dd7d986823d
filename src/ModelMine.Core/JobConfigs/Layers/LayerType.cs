namespace ModelMine.Core.JobConfigs.Layers;

/// <summary>A type of layer: its options, and what it does to shapes. Names as in Keras.</summary>
internal abstract class LayerType
{
    /// <summary>Every type, in the order in which people see them.</summary>
    public static IReadOnlyList<LayerType> All { get; } =
    [
        new Conv2DType(), new PoolingType("MaxPooling2D", "maxPool2D", "maxPool"), new PoolingType("AveragePooling2D", "avgPool2D", "averagePool"),
        new GlobalAveragePoolingType(), new BatchNormType(), new DropoutType(), new FlattenType(), new DenseType(), new ActivationType(),
    ];

    /// <summary>Its word, with other words for it.</summary>
    public abstract ConfigChoice Word { get; }

    /// <summary>What it does, in a sentence.</summary>
    public abstract string Help { get; }

    /// <summary>Its options.</summary>
    public virtual IReadOnlyList<ConfigKey> Options => [];

    /// <summary>The options that must be given.</summary>
    public virtual IReadOnlyList<string> Required => [];

    public abstract FeatureShape Output(Layer layer, FeatureShape input);

    public virtual double Parameters(Layer layer, FeatureShape input) => 0;

    /// <summary>Numbers kept for the backward pass: the output, and once more where an activation follows.</summary>
    public virtual double Kept(Layer layer, FeatureShape input) =>
        Output(layer, input).Count * (layer.Has(LayerOptions.ActivationName) && layer.Text(LayerOptions.ActivationName) != LayerOptions.Linear ? 2.0 : 1.0);

    /// <exception cref="LayerShapeException">It is a vector.</exception>
    protected static void RequireMap(FeatureShape input)
    {
        if (!input.IsMap)
        {
            throw new LayerShapeException($"needs a feature map (rows × columns × channels), but {input} comes in.");
        }
    }

    /// <summary>The map that a window gives which slides over another.</summary>
    /// <exception cref="LayerShapeException">The window is larger than the map, or a vector comes in.</exception>
    protected static FeatureShape Slide(string what, LayerSize window, LayerSize strides, string padding, FeatureShape input, int channels)
    {
        RequireMap(input);
        var rows = SlidingWindow.Along(input.Rows, window.Rows, strides.Rows, padding).Outputs;
        var columns = SlidingWindow.Along(input.Columns, window.Columns, strides.Columns, padding).Outputs;
        return rows > 0 && columns > 0
            ? FeatureShape.Map(rows, columns, channels)
            : throw new LayerShapeException($"does not fit: its {what} of {window} is larger than the {input} that comes in. Use \"padding\":\"same\", a smaller {what}, or less pooling before it.");
    }
}
