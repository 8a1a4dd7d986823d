using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>Classifiers of short texts, encoder only, trained from scratch.</summary>
internal sealed class TextClassifierRules : FamilyRules
{
    /// <summary>Bytes of a text and of its copies where its characters were not counted; a review of a film has 1,300 on average.</summary>
    private const double BytesPerText = 4096;

    private const double BytesPerCharacter = 4;

    /// <summary>What the tokenizer takes while it learns.</summary>
    private const double BaseBytes = 160 * 1024 * 1024;

    public override ModelFamily Family => ModelFamily.TextClassifier;

    public override ConfigChoice Word { get; } = new("bert", ["textClassifier"]);

    public override IReadOnlyList<DatasetKind> Data { get; } = [DatasetKind.LabelledTexts];

    public override void Check(ConfigCheck check)
    {
        TransformerSize.CheckHeads(check);
        TransformerSize.CheckVocabulary(check);
        if (check.Data is not { Classes.Count: var classes and > 0 } data)
        {
            return;
        }

        if (check.Whole("numLabels") == 0)
        {
            check.Settle("numLabels", (long)classes);
        }
        else if (check.Whole("numLabels") != classes)
        {
            check.Problem("numLabels", $"numLabels ({check.Whole("numLabels")}) must be {classes} with dataset {data.Name}: its classes are {string.Join(", ", data.Classes)}. Or leave it out.");
        }
    }

    public override MemoryNeeds Memory(EffectiveConfig config)
    {
        double width = config.Int32("hiddenSize"), length = config.Int32("maxLength");
        // Beside the tokens, one that begins each text.
        return new(
            TransformerSize.Blocks(config) + (TransformerSize.Vocabulary(config) + 1 + length + config.Int32("numLabels")) * width,
            TransformerSize.Activations(config, length),
            BaseBytes + TextBytes(config.Data!) + (config.Data!.TrainSamples + config.Data.TestSamples) * MemoryNeeds.BytesPerNumber * length);
    }

    private static double TextBytes(DatasetFacts data) =>
        data.TotalCharacters is { } characters ? BytesPerCharacter * characters : BytesPerText * (data.TrainSamples + data.TestSamples);
}
