using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>Fully connected networks.</summary>
internal sealed class MlpRules : FamilyRules
{
    public override ModelFamily Family => ModelFamily.Mlp;

    public override ConfigChoice Word { get; } = new("mlp", ["multilayerPerceptron", "feedforward"]);

    public override IReadOnlyList<DatasetKind> Data { get; } = [DatasetKind.Images, DatasetKind.Table];

    public override void FillIn(Dictionary<string, object> values, DatasetFacts data)
    {
        if (data.Kind == DatasetKind.Table)
        {
            TableRules.FillIn(values, data);
        }
    }

    public override void Check(ConfigCheck check)
    {
        if (check.Data is { Kind: DatasetKind.Table } table)
        {
            TableRules.Check(check, table);
        }
        else if (check.Data is { } images && check.Text("lossFunction") is var loss && loss != "crossEntropy")
        {
            check.Problem("lossFunction", $"lossFunction ({loss}) is for numbers, and {images.Name} has classes: use crossEntropy.");
        }
    }

    public override MemoryNeeds Memory(EffectiveConfig config)
    {
        var (inputs, outputs, bytes) = config.Data!.Kind == DatasetKind.Table
            ? TableRules.Sizes(config)
            : (config.Data.Image!.Count, config.Data.Classes.Count, MemoryNeeds.OfImages(config.Data));
        double width = config.Int32("hiddenSize"), layers = config.Int32("hiddenLayers");
        return new(inputs * width + (layers - 1) * width * width + width * outputs, inputs + 3 * layers * width, bytes);
    }
}
