using System.Text.Json;
using ModelMine.Core.JobConfigs;

namespace ModelMine.TrainingBench.Measuring;

/// <summary>What is trained, so many steps of it, the first of which are not counted.</summary>
/// <param name="Family">The family.</param>
/// <param name="Config">The job config, as JSON.</param>
/// <param name="WarmUp">Steps before the clock starts.</param>
/// <param name="Steps">Steps on the clock.</param>
internal sealed record Workload(string Family, string Config, int WarmUp, int Steps)
{
    /// <summary>The workload that a family is measured by.</summary>
    public static Workload Of(string family) => family switch
    {
        "cnn" => new(family, """{"modelType":"cnn","dataset":"mnist","epochs":10,"batchSize":64,"snapshotEverySeconds":3600}""", 30, 300),
        "resnet" => new(family, """{"modelType":"resnet","depth":18,"dataset":"mnist","epochs":1,"batchSize":32,"snapshotEverySeconds":3600}""", 2, 12),
        "transformer" => new(family, """{"modelType":"transformer","dataset":"kjv","epochs":1,"batchSize":32,"snapshotEverySeconds":3600}""", 10, 100),
        _ => throw new ArgumentException($"There is no workload for {family}: cnn, resnet, transformer.", nameof(family)),
    };

    public EffectiveConfig Effective
    {
        get
        {
            var parsed = JobConfigParser.Parse(JsonElement.Parse(Config));
            return parsed.Config ?? throw new InvalidOperationException(string.Join(" ", parsed.Problems.Select(problem => problem.Message)));
        }
    }
}
