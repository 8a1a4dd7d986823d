using ModelMine.Core.Datasets;

namespace ModelMine.Training.Data.Tables;

/// <summary>A table in memory, column by column, 4 bytes a cell.</summary>
/// <param name="Columns">The columns that models can read, with their values.</param>
/// <param name="Rows">How many rows.</param>
internal sealed record TableValues(IReadOnlyList<ColumnValues> Columns, int Rows)
{
    /// <summary>Reads a table.</summary>
    /// <param name="facts">What is known of it.</param>
    /// <param name="content">The file's bytes.</param>
    /// <exception cref="TrainingException">The file is not what the facts say.</exception>
    public static TableValues Read(DatasetFacts facts, Stream content)
    {
        var columns = facts.Columns.Select(ColumnValues.For).ToArray();
        var rows = TableFiles.Read(facts, content, columns);
        return new([.. columns.OfType<ColumnValues>()], (int)rows);
    }

    public ColumnValues this[string name] => Columns.First(column => column.Name == name);
}
