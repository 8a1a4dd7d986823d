using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>Residual networks.</summary>
internal sealed class ResNetRules : FamilyRules
{
    /// <summary>Numbers kept of each that a convolution gives: itself, normalised, and rectified or added.</summary>
    private const int KeptPerOutput = 3;

    public override ModelFamily Family => ModelFamily.ResNet;

    public override ConfigChoice Word { get; } = new("resnet", ["residualNetwork"]);

    public override IReadOnlyList<DatasetKind> Data { get; } = [DatasetKind.Images];

    public override MemoryNeeds Memory(EffectiveConfig config)
    {
        var (image, plan) = (config.Data!.Image!, ResNetPlan.Of(config.Int32("depth"), config.Int32("channels")));
        var small = ResNetPlan.HasSmallStem(image);
        double area = (double)image.Height * image.Width / (small ? 1 : 4), kernel = small ? 3 : 7;
        double parameters = kernel * kernel * image.Channels * plan.Channels + plan.Features * config.Data.Classes.Count;
        double activations = image.Count + KeptPerOutput * area * plan.Channels;
        area /= small ? 1 : 4;
        foreach (var block in plan.Blocks)
        {
            var before = area;
            area /= block.Stride * block.Stride;
            foreach (var convolution in block.Convolutions)
            {
                // A bottleneck's first convolution still works on the larger map.
                var gives = block.IsBottleneck && convolution.Name.EndsWith("conv1", StringComparison.Ordinal) ? before : area;
                parameters += (double)convolution.Kernel * convolution.Kernel * convolution.Inputs * convolution.Outputs + 2.0 * convolution.Outputs;
                activations += KeptPerOutput * gives * convolution.Outputs;
            }
        }

        return new(parameters, activations, MemoryNeeds.OfImages(config.Data));
    }
}
