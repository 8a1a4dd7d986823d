using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs.Layers;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>Convolutional networks.</summary>
internal sealed class CnnRules : FamilyRules
{
    private const int HiddenUnits = 128;

    public override ModelFamily Family => ModelFamily.Cnn;

    public override ConfigChoice Word { get; } = new("cnn", ["convnet", "convolutional"]);

    public override IReadOnlyList<DatasetKind> Data { get; } = [DatasetKind.Images];

    public override void Check(ConfigCheck check)
    {
        if (check.Has("layers") && check.Data is { Image: not null } data)
        {
            LayerChain.Check(check, check.Layers("layers"), data);
        }
    }

    public override MemoryNeeds Memory(EffectiveConfig config)
    {
        if (config.Has("layers"))
        {
            var (own, kept) = LayerChain.Size(config.Layers("layers"), config.Data!.Image!);
            return new(own, kept, MemoryNeeds.OfImages(config.Data));
        }

        var (height, width, colours) = config.Data!.Image!;
        double channels = config.Int32("channels"), area = (double)height * width;
        // Three 3×3 convolutions (channels, twice, four times as many), each followed by a pool that halves the sides; then 128 units.
        var parameters = 9 * (colours * channels + 2 * channels * channels + 8 * channels * channels)
            + 4 * channels * (area / 64) * HiddenUnits + HiddenUnits * config.Data.Classes.Count;
        // Each convolution's output, its pooled half with the places of the maxima (8 bytes each), and the rectified one.
        var activations = area * colours + 2 * channels * area * (1 + 0.5 + 0.25);
        return new(parameters, activations, MemoryNeeds.OfImages(config.Data));
    }
}
