using ModelMine.Core.Datasets;
using static ModelMine.Core.JobConfigs.Keys.Declare;
using static ModelMine.Core.JobConfigs.ModelFamily;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>What is read with tables.</summary>
internal static class TableKeys
{
    public static readonly ConfigKey[] All =
    [
        Name("target", "Column of the table that is learned from the others.")
            .ReadBy(Mlp, "").WithDefaultInWords(Mlp, "the last column")
            .OnlyWith(DatasetKind.Table)
            .ElsewhereCalled("label", "labelColumn", "targetColumn", "y"),
        Text("task", "What is learned of the target: which of its words it is, or its number.")
            .ReadBy(Mlp, "classification", Choice("classification", "classify"), Choice("regression", "regress"))
            .WithDefaultInWords(Mlp, "`regression` when the target holds numbers, else `classification`")
            .OnlyWith(DatasetKind.Table)
            .ElsewhereCalled("problemType", "taskType"),
    ];
}
