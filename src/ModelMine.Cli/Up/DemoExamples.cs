using ModelMine.Core.JobConfigs;

namespace ModelMine.Cli.Up;

/// <summary>The examples that the demo trains: the first of each model family that needs no download, quickest family first.</summary>
internal static class DemoExamples
{
    public static IReadOnlyList<ExampleConfig> All { get; } =
    [
        .. ExampleConfigs.All
            .Where(example => !example.NeedsDownload)
            .Select(example => (Example: example, Family: JobConfigParser.Parse(example.Config).Config!.Family))
            .DistinctBy(pair => pair.Family)
            .OrderBy(pair => pair.Family)
            .Select(pair => pair.Example),
    ];
}
