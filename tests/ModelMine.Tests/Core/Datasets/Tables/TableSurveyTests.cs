using System.IO.Compression;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Tables;

namespace ModelMine.Tests.Core.Datasets.Tables;

public sealed class TableSurveyTests
{
    [Fact]
    public async Task Survey_OfThePenguins_IsWhatTheCatalogSays()
    {
        var facts = DatasetCatalog.FindEntry("penguins")!.Facts;
        await using var content = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "datasets", "penguins", "penguins.csv.gz")), CompressionMode.Decompress);

        var survey = await TableSurvey.OfAsync(await TableFile.OpenAsync(content, "penguins.csv"), "penguins.csv", rowsToKeep: 4);

        survey.Rows.ShouldBe(facts.TrainSamples);
        survey.Columns.Select(Said).ShouldBe(facts.Columns.Select(Said));
        survey.FirstRows[3].ShouldBe(["Adelie", "Torgersen", null, null, null, null, null]);
        var mass = survey.Statistics[5];
        (mass.Present, mass.Missing, mass.Minimum, mass.Maximum).ShouldBe((342, 2, 2700, 6300));
        mass.Mean!.Value.ShouldBe(4201.754, 0.001);
        mass.StandardDeviation!.Value.ShouldBe(800.781, 0.001);
        survey.Statistics[6].Categories.ShouldBe([new("MALE", 168), new("FEMALE", 165)]);
    }

    [Fact]
    public async Task Column_WithOneWordAmongNumbers_IsOfWords()
    {
        var survey = await CsvText.SurveyAsync("a,b\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"{i},{(i == 9 ? "many" : $"{i % 3}")}\n")));

        survey.Columns[0].Kind.ShouldBe(TableColumnKind.Numeric);
        survey.Columns[0].Categories.ShouldBe(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
        survey.Columns[1].Kind.ShouldBe(TableColumnKind.Categorical);
        survey.Columns[1].Categories.ShouldBe(["0", "1", "2", "many"]);
        survey.Statistics[1].Mean.ShouldBeNull();
    }

    [Fact]
    public async Task Column_OfTooManyWords_IsFreeText_AndHoldsNoneOfThem()
    {
        var survey = await CsvText.SurveyAsync("id,n\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"name {i},{i}\n")));

        survey.Columns[0].ShouldBe(new TableColumn("id", TableColumnKind.FreeText, 0, survey.Columns[0].Categories) { Characters = 300 * "name ".Length + 10 + 2 * 90 + 3 * 200 });
        survey.Columns[0].Categories.ShouldBeEmpty();
        survey.Columns[1].Categories.ShouldBeEmpty("300 different numbers are not classes");
    }

    [Fact]
    public async Task Table_OfNineRows_IsTooShort() =>
        (await Should.ThrowAsync<DatasetException>(() => CsvText.SurveyAsync("a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 9))))).Message.ShouldContain("9 rows");

    private static string Said(TableColumn column) => $"{column.Name} {column.Kind} {column.Missing} {string.Join('|', column.Categories)}";
}
