using ModelMine.Core.JobConfigs.Layers;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Models.Layered;

/// <summary>The largest number or the mean of each window; what is padded counts in neither.</summary>
internal static class Pooling2D
{
    public static BuiltLayer Max(Layer layer, FeatureShape input)
    {
        var (window, strides, padding) = Read(layer, input);
        return BuiltLayer.Plain((values, _) => F.max_pool2d(padding.Apply(values, double.NegativeInfinity), window, strides, padding.Inner));
    }

    public static BuiltLayer Average(Layer layer, FeatureShape input)
    {
        var (window, strides, padding) = Read(layer, input);
        if (padding.IsEven)
        {
            return BuiltLayer.Plain((values, _) => F.avg_pool2d(values, window, strides, padding.Inner, count_include_pad: false));
        }

        // The mean over padded windows, divided by the share of them that is not padding.
        return BuiltLayer.Plain((values, _) =>
        {
            var share = F.avg_pool2d(padding.Apply(ones(1, 1, input.Rows, input.Columns, device: values.device), 0), window, strides);
            return F.avg_pool2d(padding.Apply(values, 0), window, strides).div(share);
        });
    }

    private static (long[] Window, long[] Strides, Padding2D Padding) Read(Layer layer, FeatureShape input)
    {
        var (pool, strides) = (layer.Size("poolSize"), layer.Size("strides"));
        return ([pool.Rows, pool.Columns], [strides.Rows, strides.Columns], new(input, pool, strides, layer.Text("padding")));
    }
}
