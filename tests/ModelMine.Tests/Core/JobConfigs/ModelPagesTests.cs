using System.Text.Json;
using ModelMine.Core.JobConfigs;
using ModelMine.Tests.Architecture;

namespace ModelMine.Tests.Core.JobConfigs;

/// <summary>The configs that the pages of the model families show can be submitted as they stand.</summary>
public sealed class ModelPagesTests
{
    private const string Begin = "    {\"modelType\"";

    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs", "models"), "*.md").Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Configs_OfAPage_AreValid(string page)
    {
        var configs = File.ReadLines(Path.Combine(Repository.Root, "docs", "models", page)).Where(line => line.StartsWith(Begin, StringComparison.Ordinal)).ToList();

        configs.ShouldNotBeEmpty();
        configs.ShouldAllBe(config => JobConfigParser.Parse(JsonElement.Parse(config)).Problems.Count == 0);
    }
}
