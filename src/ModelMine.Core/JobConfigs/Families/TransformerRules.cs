using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>Language models, decoder only.</summary>
internal sealed class TransformerRules : FamilyRules
{
    public override ModelFamily Family => ModelFamily.Transformer;

    public override ConfigChoice Word { get; } = new("transformer", ["gpt"]);

    public override IReadOnlyList<DatasetKind> Data { get; } = [DatasetKind.Text];

    public override void Check(ConfigCheck check)
    {
        TransformerSize.CheckHeads(check);
        TransformerSize.CheckVocabulary(check);
        var (width, heads) = (check.Whole("hiddenSize"), check.Whole("numHeads"));
        if (check.Text("positions") == "rotary" && width % heads == 0 && width / heads % 2 != 0)
        {
            check.Problem("hiddenSize", $"hiddenSize ({width}) must be an even multiple of numHeads ({heads}) with positions rotary, which turns the numbers of a head in pairs.");
        }
    }

    public override MemoryNeeds Memory(EffectiveConfig config)
    {
        double width = config.Int32("hiddenSize"), length = config.Int32("contextLength"), vocabulary = TransformerSize.Vocabulary(config);
        var embeddings = config.Flag("tieWeights") ? vocabulary : 2 * vocabulary;
        var positions = config.Text("positions") == "learned" ? length : 0;
        return new(
            TransformerSize.Blocks(config) + (embeddings + positions) * width,
            TransformerSize.Activations(config, length) + 2 * length * vocabulary,
            TransformerSize.TextBytes(config));
    }
}
