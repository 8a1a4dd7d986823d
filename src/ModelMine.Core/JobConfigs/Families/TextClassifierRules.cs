using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>Classifiers of short texts, encoder only, trained from scratch.</summary>
internal sealed class TextClassifierRules : FamilyRules
{
    /// <summary>Bytes of a text and of its copies where its characters were not counted; a review of a film has 1,300 on average.</summary>
    private const double BytesPerText = 4096;

    private const double BytesPerCharacter = 4;
    private const int ClassesListed = 20;

    /// <summary>What the tokenizer takes while it learns.</summary>
    private const double BaseBytes = 160 * 1024 * 1024;

    public override ModelFamily Family => ModelFamily.TextClassifier;

    public override ConfigChoice Word { get; } = new("bert", ["textClassifier"]);

    public override IReadOnlyList<DatasetKind> Data { get; } = [DatasetKind.LabelledTexts, DatasetKind.Table];

    public override string? WhyUnfit(DatasetFacts data) =>
        base.WhyUnfit(data) ?? (data.Kind == DatasetKind.Table ? TextTableRules.WhyUnfit(data) : null);

    public override void FillIn(Dictionary<string, object> values, DatasetFacts data)
    {
        if (data.Kind == DatasetKind.Table)
        {
            TextTableRules.FillIn(values, data);
        }
    }

    public override void Check(ConfigCheck check)
    {
        TransformerSize.CheckHeads(check);
        TransformerSize.CheckVocabulary(check);
        if (check.Data is { } data && Classes(check, data) is { Count: > 0 } classes)
        {
            CheckLabels(check, data, classes);
        }
    }

    public override MemoryNeeds Memory(EffectiveConfig config)
    {
        double width = config.Int32("hiddenSize"), length = config.Int32("maxLength");
        // Beside the tokens, one that begins each text.
        return new(
            TransformerSize.Blocks(config) + (TransformerSize.Vocabulary(config) + 1 + length + config.Int32("numLabels")) * width,
            TransformerSize.Activations(config, length),
            BaseBytes + TextBytes(config) + (config.Data!.TrainSamples + config.Data.TestSamples) * MemoryNeeds.BytesPerNumber * length);
    }

    private static IReadOnlyList<string> Classes(ConfigCheck check, DatasetFacts data) =>
        data.Kind == DatasetKind.Table ? TextTableRules.Check(check, data) : data.Classes;

    private static void CheckLabels(ConfigCheck check, DatasetFacts data, IReadOnlyList<string> classes)
    {
        if (check.Whole("numLabels") == 0)
        {
            check.Settle("numLabels", (long)classes.Count);
        }
        else if (check.Whole("numLabels") != classes.Count)
        {
            check.Problem("numLabels", $"numLabels ({check.Whole("numLabels")}) must be {classes.Count} with dataset {data.Name}: its classes are {Few(classes)}. Or leave it out.");
        }
    }

    private static string Few(IReadOnlyList<string> classes) =>
        string.Join(", ", classes.Take(ClassesListed)) + (classes.Count > ClassesListed ? ", …" : "");

    private static double TextBytes(EffectiveConfig config)
    {
        var data = config.Data!;
        var counted = data.Kind == DatasetKind.Table ? data.FindColumn(config.Text("textColumn"))!.Characters : data.TotalCharacters;
        return counted is { } characters ? BytesPerCharacter * characters : BytesPerText * (data.TrainSamples + data.TestSamples);
    }
}
