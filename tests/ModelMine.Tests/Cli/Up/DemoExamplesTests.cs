using ModelMine.Cli.Up;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Tests.Cli.Up;

public sealed class DemoExamplesTests
{
    [Fact]
    public void All_HoldsOneExampleOfEachFamilyAndNoDownload()
    {
        DemoExamples.All.Select(example => JobConfigParser.Parse(example.Config).Config!.Family).ShouldBe(Enum.GetValues<ModelFamily>());
        DemoExamples.All.ShouldAllBe(example => !example.NeedsDownload);
    }
}
