using System.Text.Json;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Tests.Training;

/// <summary>Job configs as they are submitted.</summary>
internal static class Configs
{
    public static EffectiveConfig Parse(string json)
    {
        var result = JobConfigParser.Parse(JsonElement.Parse(json));
        result.Problems.ShouldBeEmpty();
        return result.Config!;
    }
}
