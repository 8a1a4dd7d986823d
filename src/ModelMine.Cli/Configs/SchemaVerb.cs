using System.Text.Json;

using ModelMine.Cli.Shell;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Cli.Configs;

/// <summary><c>schema</c>: what a job config may hold.</summary>
internal static class SchemaVerb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Verb Create(Surroundings surroundings) => new(
        surroundings,
        "schema",
        "Print the job config's JSON Schema.",
        (_, _) =>
        {
            surroundings.Out.WriteLine(JobConfigSchema.ToJsonSchema().ToJsonString(Indented));
            return Task.FromResult(ExitCode.Success);
        });
}
