using ModelMine.Core.Datasets;
using static ModelMine.Core.JobConfigs.Keys.Declare;
using static ModelMine.Core.JobConfigs.ModelFamily;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>What is read with tables.</summary>
internal static class TableKeys
{
    public static readonly ConfigKey[] All =
    [
        Name("target", "Column of the table that is learned: by mlp from the others, by bert from textColumn.")
            .ReadBy([Mlp, TextClassifier], "")
            .WithDefaultInWords(Mlp, "the last column").WithDefaultInWords(TextClassifier, "the last column that has classes")
            .OnlyWith(DatasetKind.Table)
            .ElsewhereCalled("label", "labelColumn", "targetColumn", "y"),
        Name("textColumn", "Column of the table that holds the texts to classify.")
            .ReadBy(TextClassifier, "").WithDefaultInWords(TextClassifier, "of the columns of texts, the one with the most characters")
            .OnlyWith(DatasetKind.Table)
            .ElsewhereCalled("text", "textField", "sentenceColumn", "inputColumn"),
        Text("task", "What is learned of the target: which of its words it is, or its number.")
            .ReadBy(Mlp, "classification", Choice("classification", "classify"), Choice("regression", "regress"))
            .WithDefaultInWords(Mlp, "`regression` when the target holds numbers, else `classification`")
            .OnlyWith(DatasetKind.Table)
            .ElsewhereCalled("problemType", "taskType"),
    ];
}
