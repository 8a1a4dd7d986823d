using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Tables;

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
        var file = facts.Files[0].Name;
        try
        {
            return ReadAsync(facts, file, content).ToBlockingEnumerable().Single();
        }
        catch (DatasetException error)
        {
            throw new TrainingException(error.Message, retryable: false, error);
        }
    }

    public ColumnValues this[string name] => Columns.First(column => column.Name == name);

    // Reading a file needs no thread of its own: the trainer has nothing else to do until the data is there.
    private static async IAsyncEnumerable<TableValues> ReadAsync(DatasetFacts facts, string file, Stream content)
    {
        var table = await TableFile.OpenAsync(content, file);
        if (!table.Columns.SequenceEqual(facts.Columns.Select(column => column.Name)))
        {
            throw new DatasetException($"The columns of {file} are {string.Join(", ", table.Columns)}; known of {facts.Name} are {string.Join(", ", facts.Columns.Select(column => column.Name))}.");
        }

        var columns = facts.Columns.Select(ColumnValues.For).ToArray();
        var rows = await table.ReadAsync(columns);
        yield return new([.. columns.OfType<ColumnValues>()], (int)rows);
    }
}
