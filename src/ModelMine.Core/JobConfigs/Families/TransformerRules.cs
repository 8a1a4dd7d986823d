using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>Language models, decoder only.</summary>
internal sealed class TransformerRules : FamilyRules
{
    private const double TextBytes = 64 * 1024 * 1024;

    public override ModelFamily Family => ModelFamily.Transformer;

    public override ConfigChoice Word { get; } = new("transformer", ["gpt"]);

    public override IReadOnlyList<DatasetKind> Data { get; } = [DatasetKind.Text];

    public override void Check(ConfigCheck check)
    {
        if (check.Whole("hiddenSize") % check.Whole("numHeads") != 0)
        {
            check.Problem("hiddenSize", $"hiddenSize ({check.Whole("hiddenSize")}) must be a multiple of numHeads ({check.Whole("numHeads")}): each head takes an equal share.");
        }
    }

    public override MemoryNeeds Memory(EffectiveConfig config)
    {
        double width = config.Int32("hiddenSize"), layers = config.Int32("numLayers"), heads = config.Int32("numHeads");
        // The text has fewer than 256 different characters, whatever the bound says.
        double length = config.Int32("contextLength"), vocabulary = Math.Min(256, config.Int32("vocabSize"));
        var parameters = 12 * layers * width * width + (2 * vocabulary + length) * width;
        var activations = length * (layers * (16 * width + 3 * heads * length) + 2 * vocabulary);
        return new(parameters, activations, TextBytes);
    }
}
