using ModelMine.Core.Datasets.Tables;

namespace ModelMine.Core.Datasets.Own;

/// <summary>Finds what a table holds.</summary>
internal static class TableInspection
{
    private const int RowsShown = 20;

    /// <summary>Of all columns together: what is known of a data set travels with each of its jobs.</summary>
    private const int MostCategoryCharacters = 100_000;

    private const int LongestShown = 200;

    public static async Task<InspectedDataset> InspectAsync(string name, OwnFile file, Stream content, CancellationToken cancellation)
    {
        var survey = await TableSurvey.OfAsync(await TableFile.OpenAsync(content, file.Name, cancellation), file.Name, RowsShown, cancellation);
        if (survey.Columns.Sum(column => column.Categories.Sum(category => category.Length)) > MostCategoryCharacters)
        {
            throw new DatasetException($"{file.Name} has too many different words in its columns: more than {MostCategoryCharacters} characters. Leave out columns that name single rows, or write several of them as one number.");
        }

        var facts = new DatasetFacts
        {
            Name = name,
            Kind = DatasetKind.Table,
            TrainSamples = survey.Rows,
            TestSamples = 0,
            Columns = survey.Columns,
            Files = [file.Fact],
        };
        return new(facts, new() { Rows = [.. survey.FirstRows.Select(row => (IReadOnlyList<string?>)[.. row.Select(Shortened)])], Columns = survey.Statistics });
    }

    private static string? Shortened(string? value) =>
        value is { Length: > LongestShown } ? $"{value.AsSpan(0, char.IsHighSurrogate(value[LongestShown - 1]) ? LongestShown - 1 : LongestShown)}…" : value;
}
