using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>Fully connected networks.</summary>
internal sealed class MlpRules : FamilyRules
{
    public override ModelFamily Family => ModelFamily.Mlp;

    public override ConfigChoice Word { get; } = new("mlp", ["multilayerPerceptron", "feedforward"]);

    public override IReadOnlyList<DatasetKind> Data { get; } = [DatasetKind.Images];

    public override MemoryNeeds Memory(EffectiveConfig config)
    {
        double pixels = config.Data!.Image!.Count, classes = config.Data.Classes.Count;
        double width = config.Int32("hiddenSize"), layers = config.Int32("hiddenLayers");
        return new(pixels * width + (layers - 1) * width * width + width * classes, pixels + 3 * layers * width, MemoryNeeds.OfImages(config.Data));
    }
}
