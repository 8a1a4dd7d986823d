using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs.Families;
using static ModelMine.Core.JobConfigs.Keys.Declare;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>What is measured besides loss and score.</summary>
internal static class MeasureKeys
{
    private static readonly ConfigChoice[] OfClasses =
    [
        Choice("accuracy", "acc"), Choice("top5", "top5Accuracy", "topKAccuracy"), Choice("precision"), Choice("recall"),
        Choice("f1", "f1Score", "macroF1"), Choice("confusionMatrix", "confusion"),
    ];

    private static readonly ConfigChoice[] OfNumbers =
        [Choice("rmse", "rootMeanSquaredError"), Choice("mse", "meanSquaredError"), Choice("mae", "meanAbsoluteError"), Choice("r2")];

    private static readonly ConfigChoice[] OfText =
        [Choice("perplexity", "ppl"), Choice("accuracy", "acc"), Choice("top5", "top5Accuracy", "topKAccuracy")];

    private static readonly ConfigChoice[] OfReturns = [Choice("meanReturn", "return", "reward", "meanReward")];

    private static readonly ModelFamily[] Classifiers = [.. Supervised.Except(LearningFrom(DatasetKind.Text))];

    public static readonly ConfigKey[] All =
    [
        Words("metrics", "What is measured, on the validation split after each epoch and on the test split at the end, besides the loss and the family's score, which always are. precision, recall and f1 are means over the classes (macro).")
            .ReadBy(Classifiers, new[] { "accuracy" }, OfClasses)
            .ReadBy(ModelFamily.Mlp, new[] { "accuracy" }, [.. OfClasses, .. OfNumbers])
            .WithDefaultInWords(ModelFamily.Mlp, "`[\"accuracy\"]`; `[\"rmse\", \"mae\", \"r2\"]` for task regression")
            .ReadBy(LearningFrom(DatasetKind.Text), new[] { "perplexity" }, OfText)
            .ReadBy(Acting, new[] { "meanReturn" }, OfReturns)
            .ElsewhereCalled("metric", "measures", "evalMetrics"),
    ];

    private static ModelFamily[] LearningFrom(DatasetKind kind) => [.. EveryFamily.Where(family => FamilyRules.Of(family).Data.Contains(kind))];
}
