using ModelMine.Core.JobConfigs.Layers;
using ModelMine.Training.Parameters;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Models.Layered;

/// <summary>A layer of a network as it is computed.</summary>
/// <param name="Specs">Its parameters and buffers.</param>
/// <param name="Forward">What it does; the dropout is null when the model is measured.</param>
internal sealed record BuiltLayer(IReadOnlyList<ParameterSpec> Specs, Func<ParameterSet, Tensor, Dropout?, Tensor> Forward)
{
    /// <summary>Builds a layer.</summary>
    /// <param name="layer">As the config says.</param>
    /// <param name="name">Before the names of its tensors: <c>layers.3</c>.</param>
    /// <param name="input">The shape that comes in.</param>
    public static BuiltLayer Of(Layer layer, string name, FeatureShape input) => layer.Type switch
    {
        "Conv2D" => Convolution(layer, name, input),
        "Dense" => Dense(layer, name, input),
        "MaxPooling2D" => Pooling2D.Max(layer, input),
        "AveragePooling2D" => Pooling2D.Average(layer, input),
        "BatchNormalization" => Norm(layer, name, input),
        "GlobalAveragePooling2D" => Plain((values, _) => values.mean([2, 3])),
        "Flatten" => Plain((values, _) => values.flatten(1)),
        "Dropout" => Dropped(layer.Number("rate")),
        "Activation" => Plain((values, _) => Activations.Apply(layer.Text("activation"), values)),
        _ => throw new TrainingException($"The layer type {layer.Type} is not known to this version of the trainer: update ModelMine on this node.", retryable: true),
    };

    public static BuiltLayer Plain(Func<Tensor, Dropout?, Tensor> forward) => new([], (_, values, dropout) => forward(values, dropout));

    private static BuiltLayer Dropped(double rate) => Plain((values, dropout) => dropout?.Apply(values, rate) ?? values);

    private static BuiltLayer Convolution(Layer layer, string name, FeatureShape input)
    {
        var (kernel, strides, activation) = (layer.Size("kernelSize"), layer.Size("strides"), layer.Text("activation"));
        var padding = new Padding2D(input, kernel, strides, layer.Text("padding"));
        var bias = layer.Flag("useBias");
        long filters = layer.Int32("filters");
        long[] steps = [strides.Rows, strides.Columns];
        return new(
            Weights(name, activation, bias, (long)input.Channels * kernel.Rows * kernel.Columns, filters, input.Channels, kernel.Rows, kernel.Columns),
            (parameters, values, _) => Activations.Apply(
                activation,
                F.conv2d(padding.Apply(values, 0), parameters[$"{name}.weight"], bias ? parameters[$"{name}.bias"] : null, steps, padding.Inner)));
    }

    private static BuiltLayer Dense(Layer layer, string name, FeatureShape input)
    {
        var (activation, bias) = (layer.Text("activation"), layer.Flag("useBias"));
        return new(
            Weights(name, activation, bias, input.Count, layer.Int32("units"), input.Count),
            (parameters, values, _) => Activations.Apply(
                activation,
                F.linear(values.flatten(1), parameters[$"{name}.weight"], bias ? parameters[$"{name}.bias"] : null)));
    }

    private static BuiltLayer Norm(Layer layer, string name, FeatureShape input)
    {
        var (momentum, epsilon) = (1 - layer.Number("momentum"), layer.Number("epsilon"));
        return new(
            [.. ParameterSpec.BatchNorm(name, input.Channels)],
            (parameters, values, dropout) => BatchNorm.Apply(parameters, name, values, dropout is not null, momentum, epsilon));
    }

    private static List<ParameterSpec> Weights(string name, string activation, bool bias, long fanIn, params long[] shape)
    {
        List<ParameterSpec> specs =
        [
            Activations.IsRectifier(activation) ? ParameterSpec.BeforeRelu($"{name}.weight", shape) : ParameterSpec.Linear($"{name}.weight", fanIn, shape),
        ];
        if (bias)
        {
            specs.Add(ParameterSpec.Zeros($"{name}.bias", shape[0]));
        }

        return specs;
    }
}
