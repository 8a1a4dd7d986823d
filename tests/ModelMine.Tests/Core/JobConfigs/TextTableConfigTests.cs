using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Own;
using ModelMine.Core.JobConfigs;
using static ModelMine.Core.Datasets.TableColumnKind;

namespace ModelMine.Tests.Core.JobConfigs;

/// <summary>Configs of the text classifier that name a table.</summary>
public sealed class TextTableConfigTests
{
    private static readonly DatasetFacts Reviews = new()
    {
        Name = "reviews@2", Kind = DatasetKind.Table, TrainSamples = 5_000, TestSamples = 0,
        Columns =
        [
            new("Id", Numeric, 0, []),
            new("Title", FreeText, 3, []) { Characters = 90_000 },
            new("Review_Text", FreeText, 0, []) { Characters = 4_000_000 },
            new("Shop", Categorical, 0, ["north", "south", "west"]) { Characters = 25_000 },
            new("Stars", Numeric, 1, ["1", "2", "3", "4", "5"]),
            new("Price", Numeric, 0, []),
        ],
        Files = [new("reviews.csv", new string('a', 64), 4_200_000)],
    };

    private static readonly DatasetFacts Measures = new()
    {
        Name = "measures@1", Kind = DatasetKind.Table, TrainSamples = 100, TestSamples = 0,
        Columns = [new("size", Numeric, 0, []), new("town", Categorical, 0, ["Ulm", "Bonn"])],
    };

    private static readonly DatasetFacts Notes = new()
    {
        Name = "notes@1", Kind = DatasetKind.Table, TrainSamples = 100, TestSamples = 0,
        Columns = [new("size", Numeric, 0, []), new("note", FreeText, 0, [])],
    };

    [Fact]
    public void Columns_LeftOut_AreTheLongestTextsAndTheLastOneWithClasses()
    {
        var config = Valid("""{"modelType":"bert","dataset":"reviews"}""");

        (config.Dataset, config.Text("textColumn"), config.Text("target"), config.Int32("numLabels")).ShouldBe(("reviews@2", "Review_Text", "Stars", 5));
        TryKindOf.Model(config).ShouldBe(TryKind.Sentence);
        EffectiveConfig.FromEffective(config.Json, new OwnDatasets([Reviews])).ShouldBe(config);
    }

    [Fact]
    public void Columns_AreFoundInAnySpelling_AndWordsCanBeTexts()
    {
        var config = Valid("""{"modelType":"bert","dataset":"reviews","text-column":"TITLE","target":"shop"}""");
        (config.Text("textColumn"), config.Text("target"), config.Int32("numLabels")).ShouldBe(("Title", "Shop", 3));

        Valid("""{"modelType":"bert","dataset":"reviews","textColumn":"Shop"}""").Text("textColumn").ShouldBe("Shop");
        Valid("""{"modelType":"bert","dataset":"reviews","textColumn":"title","target":"SHOP"}""").Digest.ShouldBe(config.Digest);
    }

    [Fact]
    public void Memory_GrowsWithTheTextsOfTheColumn()
    {
        var large = Reviews with { Columns = [.. Reviews.Columns.Select(column => column.Name == "Review_Text" ? column with { Characters = 400_000_000 } : column)] };
        var parsed = JobConfigParser.Parse(JsonElement.Parse("""{"modelType":"bert","dataset":"reviews"}"""), datasets: new OwnDatasets([large]));

        parsed.Config!.MemoryMiB.ShouldBeGreaterThan(Valid("""{"modelType":"bert","dataset":"reviews"}""").MemoryMiB + 1_400);
    }

    [Theory]
    [InlineData("""{"modelType":"bert","dataset":"reviews","target":"star"}""", "$.target", "target (star) is not a column of reviews@2: it must be one of: Id, Title, Review_Text, Shop, Stars, Price. Did you mean Stars?")]
    [InlineData("""{"modelType":"bert","dataset":"reviews","textColumn":"Body"}""", "$.textColumn", "textColumn (Body) is not a column of reviews@2")]
    [InlineData("""{"modelType":"bert","dataset":"reviews","textColumn":"Price"}""", "$.textColumn", "textColumn (Price) holds numbers: choose a column of texts.")]
    [InlineData("""{"modelType":"bert","dataset":"reviews","target":"Price"}""", "$.target", "target (Price) has no classes to tell apart")]
    [InlineData("""{"modelType":"bert","dataset":"reviews","target":"Title"}""", "$.target", "target (Title) has no classes to tell apart")]
    [InlineData("""{"modelType":"bert","dataset":"reviews","target":"Shop","textColumn":"shop"}""", "$.target", "target (Shop) is the column of the texts: choose another.")]
    [InlineData("""{"modelType":"bert","dataset":"reviews","numLabels":2}""", "$.numLabels", "numLabels (2) must be 5 with dataset reviews@2: its classes are 1, 2, 3, 4, 5")]
    [InlineData("""{"modelType":"bert","dataset":"reviews","task":"classification"}""", "$.task", "task is not read by modelType bert")]
    [InlineData("""{"modelType":"bert","dataset":"reviews","metrics":["rmse"]}""", "$.metrics[0]", "rmse")]
    [InlineData("""{"modelType":"bert","dataset":"kjv-books","textColumn":"verse"}""", "$.textColumn", "is read only with a data set of table rows")]
    [InlineData("""{"modelType":"bert","dataset":"measures"}""", "$.dataset", "dataset \"measures\" does not fit modelType bert: it is a table without a column of texts.")]
    [InlineData("""{"modelType":"bert","dataset":"penguins"}""", "$.dataset", "it is a table without a column of texts. For bert it must be one of: kjv-books, imdb, notes@1, reviews@2.")]
    [InlineData("""{"modelType":"bert","dataset":"notes"}""", "$.target", "No column of notes@1 besides the texts has classes to tell apart")]
    [InlineData("""{"modelType":"bert","dataset":"notes","target":"note"}""", "$.target", "target (note) is the only column of texts of notes@1")]
    public void Config_ThatCannotBe_IsRefusedWhereItIsWrong(string config, string path, string message)
    {
        var problem = JobConfigParser.Parse(JsonElement.Parse(config), datasets: new OwnDatasets([Measures, Notes, Reviews])).Problems.ShouldHaveSingleItem();

        problem.Path.ShouldBe(path);
        problem.Message.ShouldContain(message);
    }

    private static EffectiveConfig Valid(string config)
    {
        var parsed = JobConfigParser.Parse(JsonElement.Parse(config), datasets: new OwnDatasets([Reviews]));
        parsed.Problems.ShouldBeEmpty();
        return parsed.Config!;
    }
}
