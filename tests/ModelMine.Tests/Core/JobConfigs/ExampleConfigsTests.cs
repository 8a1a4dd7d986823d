using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Tests.Core.JobConfigs;

public sealed class ExampleConfigsTests
{
    public static TheoryData<string> Keys => [.. ExampleConfigs.All.Select(example => example.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Example_OfTheFolder_IsAValidConfigThatSaysWhatItIs(string key)
    {
        var example = ExampleConfigs.Find(key).ShouldNotBeNull();
        var result = JobConfigParser.Parse(example.Config);

        result.Problems.ShouldBeEmpty();
        example.Title.Length.ShouldBeInRange(1, 120);
        example.Description.ShouldEndWith(".");
        example.NeedsDownload.ShouldBe(!DatasetCatalog.FindEntry(result.Config!.Dataset)?.IsShipped ?? false);
    }

    [Fact]
    public void Examples_Together_ShowEveryFamily() =>
        ExampleConfigs.All.Select(example => JobConfigParser.Parse(example.Config).Config!.Family).Distinct().Order()
            .ShouldBe(Enum.GetValues<ModelFamily>());
}
