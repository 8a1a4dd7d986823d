using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs.Families;

/// <summary>What holds for a config that classifies the texts of a table: which column holds them, and which one their classes.</summary>
internal static class TextTableRules
{
    private const string TextColumn = "textColumn";
    private const string Target = "target";

    /// <summary>Why a table is none of texts, as <see cref="FamilyRules.WhyUnfit"/> says it; null when it is one.</summary>
    public static string? WhyUnfit(DatasetFacts table) => table.Columns.Any(column => column.HoldsTexts())
        ? null
        : "is a table without a column of texts";

    /// <summary>Fills in both columns, each under the name that the table has for it.</summary>
    public static void FillIn(Dictionary<string, object> values, DatasetFacts table)
    {
        var target = Given(Target);
        var text = Given(TextColumn) ?? table.Columns.Where(column => column.HoldsTexts() && column.Name != target?.Name).MaxBy(column => column.Characters ?? 0);
        target ??= table.Columns.LastOrDefault(column => column.HoldsClasses() && column.Name != text?.Name);
        Fill(Target, target);
        Fill(TextColumn, text);

        TableColumn? Given(string key) => values.TryGetValue(key, out var name) ? table.FindColumn((string)name) : null;

        void Fill(string key, TableColumn? column)
        {
            if (column is not null && (!values.ContainsKey(key) || Given(key) is not null))
            {
                values[key] = column.Name;
            }
        }
    }

    /// <summary>Finds what is wrong with the columns.</summary>
    /// <returns>The classes; none when something is wrong.</returns>
    public static IReadOnlyList<string> Check(ConfigCheck check, DatasetFacts table)
    {
        if (check.Text(Target).Length == 0)
        {
            check.Problem(Target, $"No column of {table.Name} besides the texts has classes to tell apart: 2 to 256 words, or 2 to 32 different numbers.");
            return [];
        }

        if (check.Text(TextColumn).Length == 0)
        {
            check.Problem(Target, $"target ({check.Text(Target)}) is the only column of texts of {table.Name}, and its classes are to be learned from texts: choose another.");
            return [];
        }

        var (text, target) = (TableRules.RequireColumn(check, table, TextColumn), TableRules.RequireColumn(check, table, Target));
        if (text is null || target is null)
        {
            return [];
        }

        var wrong = text.Kind == TableColumnKind.Numeric ? (TextColumn, $"textColumn ({text.Name}) holds numbers: choose a column of texts.")
            : !target.HoldsClasses() ? (Target, $"target ({target.Name}) has no classes to tell apart: choose a column of 2 to 256 words, or of 2 to 32 different numbers.")
            : text == target ? (Target, $"target ({target.Name}) is the column of the texts: choose another.")
            : ((string Key, string Message)?)null;
        if (wrong is { } problem)
        {
            check.Problem(problem.Key, problem.Message);
            return [];
        }

        return target.Categories;
    }
}
