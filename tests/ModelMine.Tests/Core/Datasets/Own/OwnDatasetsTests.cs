using System.Text.Json;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Own;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Tests.Core.Datasets.Own;

public sealed class OwnDatasetsTests
{
    private static readonly OwnDatasets Datasets = new([Facts("houses@1", rows: 100), Facts("houses@12", rows: 300), Facts("houses@2", rows: 200)]);

    [Theory]
    [InlineData("houses", "houses@12")]
    [InlineData("Hou-Ses", "houses@12")]
    [InlineData("houses@2", "houses@2")]
    [InlineData("houses@02", "houses@2")]
    [InlineData("MNIST", "mnist")]
    [InlineData("houses@3", null)]
    [InlineData("houses@0", null)]
    [InlineData("houses@-1", null)]
    [InlineData("houses@", null)]
    [InlineData("@2", null)]
    [InlineData("", null)]
    public void Find_GivesTheNewestUnlessAVersionIsNamed(string name, string? found) => Datasets.Find(name)?.Name.ShouldBe(found);

    [Fact]
    public void All_NamesTheNewestVersionOnce() => Datasets.All.Count(facts => facts.Name.StartsWith("houses", StringComparison.Ordinal)).ShouldBe(1);

    [Fact]
    public void Config_OfAnOwnTable_HoldsTheVersion_AndIsReadBackWithTheFacts()
    {
        var config = JobConfigParser.Parse(JsonElement.Parse("""{"dataset":"houses","target":"price"}"""), datasets: Datasets).Config.ShouldNotBeNull();

        config.Dataset.ShouldBe("houses@12");
        config.Text("task").ShouldBe("regression");
        EffectiveConfig.FromEffective(config.Json, new OwnDatasets([config.Data!])).ShouldBe(config);
        Should.Throw<FormatException>(() => EffectiveConfig.FromEffective(config.Json)).Message.ShouldContain("houses@12");
    }

    [Theory]
    [InlineData("""{"dataset":"house"}""", "Did you mean houses?")]
    [InlineData("""{"dataset":"houses","modelType":"cnn"}""", "it is one of table rows, and cnn learns from images")]
    [InlineData("""{"dataset":"houses@9"}""", "is not known")]
    public void Config_WithAWrongName_SaysWhatThereIs(string config, string message) =>
        JobConfigParser.Parse(JsonElement.Parse(config), datasets: Datasets).Problems.ShouldHaveSingleItem().Message.ShouldContain(message);

    [Theory]
    [InlineData("houses", null)]
    [InlineData("my-houses_2", null)]
    [InlineData("Houses", "lower-case")]
    [InlineData("-houses", "begins with")]
    [InlineData("houses@2", "lower-case")]
    [InlineData("a/b", "lower-case")]
    [InlineData("", "1 to 64")]
    [InlineData("m_nist", "catalog's name of mnist")]
    [InlineData("palmer-penguins", "catalog's name of penguins")]
    public void NewName_ThatCannotBe_SaysWhy(string name, string? reason)
    {
        if (reason is null) DatasetName.WhyNotNew(name).ShouldBeNull();
        else DatasetName.WhyNotNew(name).ShouldNotBeNull().ShouldContain(reason);
    }

    private static DatasetFacts Facts(string name, long rows) => new()
    {
        Name = name, Kind = DatasetKind.Table, TrainSamples = rows, TestSamples = 0,
        Columns = [new("rooms", TableColumnKind.Numeric, 0, []), new("price", TableColumnKind.Numeric, 0, [])],
        Files = [new("houses.csv", new string('a', 64), 10)],
    };
}
