namespace ModelMine.Core.Datasets.Tables;

/// <summary>Checks the names of a table's columns.</summary>
internal static class ColumnNames
{
    /// <exception cref="DatasetException">There are too few or too many, or one is empty, too long, not plain or there twice.</exception>
    public static string[] Check(string file, IReadOnlyList<string> names)
    {
        if (names.Count is < 2 or > TableLimits.Columns)
        {
            throw new DatasetException($"{file} has {names.Count} column{(names.Count == 1 ? "" : "s")}; a table to learn from has 2 to {TableLimits.Columns}. Values are told apart by commas, semicolons or tabs.");
        }

        string[] trimmed = [.. names.Select(name => name.Trim())];
        for (var i = 0; i < trimmed.Length; i++)
        {
            var name = trimmed[i];
            if (name.Length is 0 or > TableLimits.NameLength || name.Any(char.IsControl))
            {
                throw new DatasetException($"Column {i + 1} of {file} has no proper name: a name has 1 to {TableLimits.NameLength} characters in one line. The first line must hold the names.");
            }

            if (Array.IndexOf(trimmed, name) is var first && first < i)
            {
                throw new DatasetException($"Columns {first + 1} and {i + 1} of {file} are both called {name}: give each its own name.");
            }
        }

        return trimmed;
    }
}
