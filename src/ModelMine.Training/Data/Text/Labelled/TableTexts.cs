using System.Globalization;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Tables;
using ModelMine.Training.Data.Tables;

namespace ModelMine.Training.Data.Text.Labelled;

/// <summary>
/// Reads labelled texts out of a table, of which one column holds the texts and one their classes. Rows without either are left out;
/// a fifth of the others is held out to test, the same rows for every job.
/// </summary>
internal static class TableTexts
{
    private const int FewestRows = 3;

    /// <exception cref="TrainingException">The file is missing or not that table, or too few rows have a text and a class.</exception>
    public static LabelledTextFiles Read(TrainingRequest request)
    {
        var table = request.Config.Data!;
        var target = table.FindColumn(request.Config.Text("target"))!;
        var textColumn = table.FindColumn(request.Config.Text("textColumn"))!;
        var (texts, labels) = (new TextValues(), ColumnValues.For(target)!);
        var rows = (int)TableFiles.Read(request, [.. table.Columns.Select(column => column == textColumn ? texts : column == target ? labels : (ITableColumn?)null)]);
        var classes = labels is NumericValues numbers ? numbers.AsCategories(target.Categories) : (CategoricalValues)labels;
        int[] usable = [.. Enumerable.Range(0, rows).Where(row => texts[row] is not null && !classes.IsMissing(row))];
        if (usable.Length < FewestRows)
        {
            throw new TrainingException(
                string.Create(CultureInfo.InvariantCulture, $"Only {usable.Length:N0} rows of {table.Name} have both {textColumn.Name} and {target.Name}: too few to split and learn from."),
                retryable: false);
        }

        var whole = new LabelledTexts([.. usable.Select(row => texts[row]!)], [.. usable.Select(row => classes[row])]);
        var (train, test) = TestShare.HoldOut(whole.Count);
        return new(target.Categories, whole.Pick(train), whole.Pick(test), TableFiles.Digest(request)) { LeftOut = rows - usable.Length };
    }
}
