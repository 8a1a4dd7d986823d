using System.Globalization;
using System.Text;

namespace ModelMine.Core.JobConfigs;

/// <summary>Writes the documentation of the job config.</summary>
internal static class JobConfigMarkdown
{
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append(
            """
            # The job config

            <!-- Generated from JobConfigSchema.Keys: change the tables in src/ModelMine.Core/JobConfigs/Keys, not this file.
                 The test JobConfigDocumentTests says how to write it anew. -->

            A job config is a JSON object. Every key may be left out and then takes its default; what came of it, the *effective
            config*, is stored, shown, and hashed into the ledger. A key that the chosen `modelType` does not read is an error.
            Keys and words are matched without regard to case, `-` and `_`: `CIFAR-10` is `cifar10`, `batch_size` is `batchSize`.
            The same as a JSON Schema, for an editor to complete and check: `GET /config-schema`.

            `modelType` is one of 
            """);
        page.AppendJoin(", ", JobConfigSchema.Families.Select(choice => $"`{choice.Value}`"));
        page.Append(CultureInfo.InvariantCulture, $". Without it: `{JobConfigSchema.NameOf(JobConfigSchema.DefaultFamily)}`.\n");
        foreach (var family in Enum.GetValues<ModelFamily>())
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {JobConfigSchema.NameOf(family)}\n\n| key | default | allowed | what it does |\n|---|---|---|---|\n");
            foreach (var key in JobConfigSchema.KeysOf(family))
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{key.Name}` | `{Text(key.Uses[family].Default)}` | {Allowed(key, family)} | {key.Help} |\n");
            }
        }

        page.Append(
            """

            ## What a trainer needs

            A job runs only where its memory fits: 600 MiB for libtorch and .NET, plus the data set in memory, plus 24 bytes a
            weight (weights, gradients, two moments of the optimizer, and a snapshot being written), plus 12 bytes for each
            activation of a batch; at least 1,024 MiB, rounded up to a multiple of 64.

            """);
        return page.ToString();
    }

    private static string Allowed(ConfigKey key, ModelFamily family) => key.Kind switch
    {
        ConfigKeyKind.Text => string.Join(", ", key.Uses[family].Choices.Select(Choice)),
        ConfigKeyKind.Flag => "`true`, `false`",
        ConfigKeyKind.WholeNumber => $"whole number {ConfigValueReader.RangeOf(key)}",
        _ => ConfigValueReader.RangeOf(key),
    };

    private static string Choice(ConfigChoice choice) => choice.Aliases.Count == 0
        ? $"`{choice.Value}`"
        : $"`{choice.Value}` (also {string.Join(", ", choice.Aliases.Select(alias => $"`{alias}`"))})";

    private static string Text(object value) => value switch
    {
        double number => Ledger.EcmaScriptNumber.Format(number),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
