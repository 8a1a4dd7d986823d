using ModelMine.Core.JobConfigs;
using ModelMine.Training.Data.Images;
using ModelMine.Training.Parameters;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Models.Mlp;

/// <summary>
/// A fully connected network: <c>hiddenLayers</c> layers of <c>hiddenSize</c> units with ReLU and dropout, then one of as many
/// units as there are classes. Tensors: <c>fc1.weight</c> [hiddenSize, pixels], <c>fc1.bias</c>, <c>fc2.weight</c>, … the last
/// <c>fc{hiddenLayers + 1}</c>, as of <c>torch.nn.Linear</c>; pixels channel by channel, row by row.
/// </summary>
internal sealed class MlpModel(int inputs, int hiddenSize, int hiddenLayers, int classes, long seed) : IImageModel
{
    private readonly int _layers = hiddenLayers + 1;

    public ParameterSet Parameters { get; } = new(Specs(inputs, hiddenSize, hiddenLayers, classes), seed);

    public static MlpModel For(EffectiveConfig config, ImageDataset data) =>
        new(data.Shape.Count, config.Int32("hiddenSize"), config.Int32("hiddenLayers"), data.Classes.Count, config.Seed);

    public Tensor Forward(Tensor images, Dropout? dropout)
    {
        var values = images.flatten(1);
        for (var layer = 1; layer < _layers; layer++)
        {
            values = F.relu(Linear(values, layer));
            values = dropout?.Apply(values) ?? values;
        }

        return Linear(values, _layers);
    }

    private Tensor Linear(Tensor values, int layer) => F.linear(values, Parameters[$"fc{layer}.weight"], Parameters[$"fc{layer}.bias"]);

    private static IEnumerable<ParameterSpec> Specs(int inputs, int hiddenSize, int hiddenLayers, int classes)
    {
        for (var layer = 1; layer <= hiddenLayers; layer++)
        {
            yield return ParameterSpec.BeforeRelu($"fc{layer}.weight", hiddenSize, layer == 1 ? inputs : hiddenSize);
            yield return ParameterSpec.Zeros($"fc{layer}.bias", hiddenSize);
        }

        yield return ParameterSpec.Linear($"fc{hiddenLayers + 1}.weight", hiddenSize, classes, hiddenSize);
        yield return ParameterSpec.Zeros($"fc{hiddenLayers + 1}.bias", classes);
    }
}
