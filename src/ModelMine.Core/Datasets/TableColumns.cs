using ModelMine.Core.Names;

namespace ModelMine.Core.Datasets;

/// <summary>Finds columns by name.</summary>
public static class TableColumns
{
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
}
