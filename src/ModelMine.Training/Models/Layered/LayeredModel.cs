using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs;
using ModelMine.Core.JobConfigs.Layers;
using ModelMine.Training.Data.Images;
using ModelMine.Training.Parameters;
using static TorchSharp.torch;

namespace ModelMine.Training.Models.Layered;

/// <summary>
/// The network that <c>layers</c> of a config describe. The tensors of the layer at place i of the list (from 0) are named
/// <c>layers.i.weight</c>, <c>layers.i.bias</c>, <c>layers.i.running_mean</c>, <c>layers.i.running_var</c>, as in a
/// <c>torch.nn.ModuleList</c> called layers; a Dense over a map takes it channel by channel, row by row.
/// </summary>
internal sealed class LayeredModel : IImageModel
{
    private readonly BuiltLayer[] _layers;

    public LayeredModel(ImageShape image, IReadOnlyList<Layer> layers, long seed)
    {
        var shape = FeatureShape.Map(image.Height, image.Width, image.Channels);
        _layers = new BuiltLayer[layers.Count];
        for (var i = 0; i < layers.Count; i++)
        {
            _layers[i] = BuiltLayer.Of(layers[i], $"layers.{i}", shape);
            shape = layers[i].Output(shape);
        }

        Parameters = new(_layers.SelectMany(layer => layer.Specs), seed);
    }

    public ParameterSet Parameters { get; }

    public static LayeredModel For(EffectiveConfig config, ImageDataset data) => new(data.Shape, config.Layers("layers"), config.Seed);

    public Tensor Forward(Tensor images, Dropout? dropout) => _layers.Aggregate(images, (values, layer) => layer.Forward(Parameters, values, dropout));
}
