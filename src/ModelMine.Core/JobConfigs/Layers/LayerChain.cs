using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs.Families;

namespace ModelMine.Core.JobConfigs.Layers;

/// <summary>Follows the shape of an image through the layers.</summary>
internal static class LayerChain
{
    /// <summary>Finds the first layer that cannot take what comes in, and whether the end gives a number for each class.</summary>
    public static void Check(ConfigCheck check, IReadOnlyList<Layer> layers, DatasetFacts data)
    {
        var shape = Shape(data.Image!);
        for (var i = 0; i < layers.Count; i++)
        {
            try
            {
                var layer = layers[i];
                RequireNoSoftmaxBefore(layers, i);
                shape = layer.Output(shape);
            }
            catch (LayerShapeException error)
            {
                var origin = i == 0 ? $"an image of {data.Name}" : $"from number {i}, {layers[i - 1].Type}";
                check.Problem("layers", $"[{i}]", $"layers ({layers[i].Type}, number {i + 1}; in: {shape}, {origin}) {error.Message}");
                return;
            }
        }

        CheckEnd(check, layers, shape, data);
    }

    /// <summary>What the layers hold for a batch's sample.</summary>
    public static (double Parameters, double Activations) Size(IReadOnlyList<Layer> layers, ImageShape image)
    {
        var (shape, parameters, activations) = (Shape(image), 0.0, (double)image.Count);
        foreach (var layer in layers)
        {
            parameters += layer.Parameters(shape);
            activations += layer.Kept(shape);
            shape = layer.Output(shape);
        }

        return (parameters, activations);
    }

    private static void CheckEnd(ConfigCheck check, IReadOnlyList<Layer> layers, FeatureShape end, DatasetFacts data)
    {
        var (last, place, classes) = (layers[^1], layers.Count - 1, data.Classes.Count);
        if (end.IsMap || end.Channels != classes)
        {
            var cure = last.Type == "Dense" ? $"give it {classes} units" : $"let the list end with {{\"type\":\"Dense\",\"units\":{classes}}}";
            check.Problem("layers", $"[{place}]", $"layers ({last.Type}, number {place + 1}) gives {end} at the end, but {data.Name} has {classes} classes: {cure}.");
        }
        else if (last.Has(LayerOptions.ActivationName) && last.Text(LayerOptions.ActivationName) is not (LayerOptions.Linear or LayerOptions.Softmax) and var activation)
        {
            check.Problem("layers", $"[{place}].{LayerOptions.ActivationName}", $"layers ({last.Type}, number {place + 1}) ends with {activation}, but cross entropy needs numbers of any sign: leave activation out, or write softmax.");
        }
    }

    private static void RequireNoSoftmaxBefore(IReadOnlyList<Layer> layers, int place)
    {
        if (place < layers.Count - 1 && layers[place].Has(LayerOptions.ActivationName) && layers[place].Text(LayerOptions.ActivationName) == LayerOptions.Softmax)
        {
            throw new LayerShapeException("has the activation softmax, which is understood only at the end: use relu.");
        }
    }

    private static FeatureShape Shape(ImageShape image) => FeatureShape.Map(image.Height, image.Width, image.Channels);
}
