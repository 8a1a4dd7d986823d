using ModelMine.Core.Datasets;
using ModelMine.Core.Names;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>What holds for a config that learns from a table: which column is the target, and what of it can be learned.</summary>
internal static class TableRules
{
    public const string Classification = "classification";
    public const string Regression = "regression";
    private const string CrossEntropy = "crossEntropy";
    private static readonly string[] RegressionMetrics = ["rmse", "mae", "r2"];

    /// <summary>Fills in the target, the task, the loss, and passes enough for data sets that are mostly small.</summary>
    public static void FillIn(Dictionary<string, object> values, DatasetFacts table)
    {
        var given = values.TryGetValue("target", out var name) ? (string)name : null;
        var column = given is null ? table.Columns.LastOrDefault(last => last.Kind != TableColumnKind.FreeText) : table.FindColumn(given);
        values["target"] = column?.Name ?? given ?? "";
        values.TryAdd("task", column?.Kind == TableColumnKind.Numeric ? Regression : Classification);
        values.TryAdd("lossFunction", (string)values["task"] == Regression ? "mse" : CrossEntropy);
        values.TryAdd("epochs", 60L);
        if ((string)values["task"] == Regression)
        {
            values.TryAdd("metrics", RegressionMetrics);
        }
    }

    /// <summary>Whether a config learns numbers.</summary>
    public static bool IsRegression(ConfigCheck check) => check.Data?.Kind == DatasetKind.Table && check.Has("task") && check.Text("task") == Regression;

    /// <summary>The column that a key names; null, with a problem, when there is none.</summary>
    public static TableColumn? RequireColumn(ConfigCheck check, DatasetFacts table, string key)
    {
        var given = check.Text(key);
        if (table.FindColumn(given) is { } column)
        {
            return column;
        }

        var names = table.Columns.Select(known => known.Name).ToList();
        var meant = Spelling.Nearest(given, names);
        check.Problem(key, $"{key} ({given}) is not a column of {table.Name}: it must be one of: {string.Join(", ", names)}.{(meant is null ? "" : $" Did you mean {meant}?")}");
        return null;
    }

    public static void Check(ConfigCheck check, DatasetFacts table)
    {
        var (task, loss) = (check.Text("task"), check.Text("lossFunction"));
        if (RequireColumn(check, table, "target") is not { } column)
        {
            return;
        }

        if (WhyNotLearned(column, task) is { } reason)
        {
            check.Problem("target", $"target ({column.Name}) {reason}");
        }

        if (task == Classification != (loss == CrossEntropy))
        {
            check.Problem("lossFunction", $"lossFunction ({loss}) does not fit the task {task}: use {(task == Classification ? CrossEntropy : "mse, mae or huber")}.");
        }

        if (!table.Columns.Any(other => other != column && other.Kind != TableColumnKind.FreeText))
        {
            check.Problem("dataset", $"dataset ({table.Name}) has no column of numbers or categories besides {column.Name} to learn it from.");
        }
    }

    /// <summary>Inputs and outputs of the network, from above, and the bytes of the table in memory: 4 a cell, twice while it is read.</summary>
    public static (double Inputs, double Outputs, double Bytes) Sizes(EffectiveConfig config)
    {
        var target = config.Text("target");
        var inputs = config.Data!.Columns.Where(column => column.Name != target).Sum(InputsOf);
        var outputs = config.Text("task") == Regression ? 1 : config.Data.FindColumn(target)!.Categories.Count;
        return (inputs, outputs, 2.0 * MemoryNeeds.BytesPerNumber * config.Data.TrainSamples * config.Data.Columns.Count);
    }

    private static int InputsOf(TableColumn column) => column.Kind switch
    {
        TableColumnKind.Numeric => 2,
        TableColumnKind.Categorical => column.Categories.Count + 1,
        _ => 0,
    };

    private static string? WhyNotLearned(TableColumn target, string task) => (task, target.Kind) switch
    {
        (_, TableColumnKind.FreeText) => "holds texts, too many or too long to be classes: choose a column of numbers or of a few words.",
        (Regression, TableColumnKind.Categorical) => "holds words, which have no number to learn: use the task classification, or a column of numbers.",
        (Classification, TableColumnKind.Numeric) when target.Categories.Count == 0 => "holds more different numbers than there can be classes: use the task regression.",
        (Classification, _) when target.Categories.Count < 2 => "has only one value: there is nothing to tell apart.",
        _ => null,
    };
}
