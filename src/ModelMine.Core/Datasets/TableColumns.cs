using ModelMine.Core.Names;

namespace ModelMine.Core.Datasets;

/// <summary>Finds columns by name.</summary>
public static class TableColumns
{
    private const int MostUsualCategories = 32;

    /// <summary>The column of that name; else the only one whose name differs in no more than case, <c>-</c> and <c>_</c>; else null.</summary>
    /// <param name="table">What is known of the table.</param>
    /// <param name="name">As a person wrote it.</param>
    public static TableColumn? FindColumn(this DatasetFacts table, string name)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Columns.FirstOrDefault(column => column.Name == name) is { } exact)
        {
            return exact;
        }

        var folded = Spelling.Fold(name);
        var alike = table.Columns.Where(column => Spelling.Fold(column.Name) == folded).Take(2).ToList();
        return alike is [var only] ? only : null;
    }

    /// <summary>
    /// Whether a column is taken for one of texts without being named: free text, or words of which one has a space, or of which
    /// there are too many to be a few categories.
    /// </summary>
    /// <param name="column">The column.</param>
    public static bool HoldsTexts(this TableColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Kind == TableColumnKind.FreeText
            || (column.Kind == TableColumnKind.Categorical && (column.Categories.Count > MostUsualCategories || column.Categories.Any(word => word.Any(char.IsWhiteSpace))));
    }

    /// <summary>Whether the values of a column can be classes to tell apart.</summary>
    /// <param name="column">The column.</param>
    public static bool HoldsClasses(this TableColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Kind != TableColumnKind.FreeText && column.Categories.Count >= 2;
    }
}
