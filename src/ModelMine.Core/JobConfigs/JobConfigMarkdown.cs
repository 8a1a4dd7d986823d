using System.Globalization;
using System.Text;
using ModelMine.Core.JobConfigs.Layers;

namespace ModelMine.Core.JobConfigs;

/// <summary>Writes the documentation of the job config.</summary>
internal static class JobConfigMarkdown
{
    private const string Introduction =
        """
        # The job config

        <!-- Generated from JobConfigSchema.Keys: change the tables in src/ModelMine.Core/JobConfigs/Keys, not this file.
             The test JobConfigDocumentTests says how to write it anew. -->

        A job config is a JSON object. Every key may be left out and then takes its default; what came of it, the *effective
        config*, is stored, shown, and hashed into the ledger. A key that the chosen `modelType` does not read is an error.
        Keys and words are matched without regard to case, `-` and `_`: `CIFAR-10` is `cifar10`, `batch_size` is `batchSize`.
        The same as a JSON Schema, for an editor to complete and check: `GET /config-schema`.


        """;

    private const string Memory =
        """

        ## What a trainer needs

        A job runs only where its memory fits: 256 MiB for libtorch and .NET, plus the data set in memory
        (and 512 MiB to unpack and decode one of your own), plus 24 bytes a
        weight (weights, gradients, two moments of the optimizer, and a snapshot being written; 32 with earlyStopping, which
        keeps the best ones), plus 6 bytes for each
        activation of a batch, or 4.8 of 250 images, 100 texts, 64 windows or 1,024 rows, which are measured at once; 15 % more than that, at least 320 MiB, rounded up to a multiple of 64. A trainer that takes more is
        ended. Beside measured peaks: [training-performance.md](training-performance.md).

        """;

    private static readonly ModelFamily[] Every = Enum.GetValues<ModelFamily>();

    public static string Write()
    {
        var shared = JobConfigSchema.Keys.Where(key => key.Uses.Count == Every.Length).ToList();
        var page = new StringBuilder(Introduction);
        var families = string.Join(", ", JobConfigSchema.Families.Select(Choice));
        page.Append(CultureInfo.InvariantCulture, $"`modelType` is one of {families}. Without it: `{JobConfigSchema.NameOf(JobConfigSchema.DefaultFamily)}`.\n");
        AppendTable(page, "Every model type", shared, Every);
        foreach (var family in Every)
        {
            AppendTable(page, $"Only with modelType {JobConfigSchema.NameOf(family)}", JobConfigSchema.KeysOf(family).Except(shared), [family]);
        }

        LayersMarkdown.Append(page);
        return page.Append(Memory).ToString();
    }

    private static void AppendTable(StringBuilder page, string title, IEnumerable<ConfigKey> keys, ModelFamily[] families)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n| key | default | allowed | what it does |\n|---|---|---|---|\n");
        foreach (var key in keys)
        {
            var defaults = ByFamily(families, family => key.Uses[family].DefaultInWords ?? $"`{Text(key.Uses[family].Default)}`");
            var allowed = ByFamily(families, family => Allowed(key, family));
            page.Append(CultureInfo.InvariantCulture, $"| `{key.Name}` | {defaults} | {allowed} | {key.Help} |\n");
        }
    }

    /// <summary>What is the same for all is said once; else for whom it is.</summary>
    private static string ByFamily(ModelFamily[] families, Func<ModelFamily, string> say)
    {
        var said = families.GroupBy(say).ToList();
        return said.Count == 1
            ? said[0].Key
            : string.Join("; ", said.Select(group => $"{string.Join(", ", group.Select(JobConfigSchema.NameOf))}: {group.Key}"));
    }

    public static string Allowed(ConfigKey key, ModelFamily family) => key.Kind switch
    {
        ConfigKeyKind.Text => string.Join(", ", key.Uses[family].Choices.Select(Choice)),
        ConfigKeyKind.Words => $"a list of {string.Join(", ", key.Uses[family].Choices.Select(Choice))}",
        ConfigKeyKind.Dataset => string.Join(", ", DatasetValueReader.Catalog(family).Select(entry => Choice(new(entry.Facts.Name, entry.Aliases)))) + ", or your own",
        ConfigKeyKind.Name => "a name",
        ConfigKeyKind.Layers => "a list of layers",
        ConfigKeyKind.Size => $"{ConfigValueReader.RangeOf(key)}, or [rows, columns]",
        ConfigKeyKind.Flag => "`true`, `false`",
        ConfigKeyKind.WholeNumber => $"whole number {ConfigValueReader.RangeOf(key)}",
        _ => ConfigValueReader.RangeOf(key),
    };

    private static string Choice(ConfigChoice choice) => choice.Aliases.Count == 0
        ? $"`{choice.Value}`"
        : $"`{choice.Value}` (also {string.Join(", ", choice.Aliases.Select(alias => $"`{alias}`"))})";

    public static string Text(object value) => value switch
    {
        double number => Ledger.EcmaScriptNumber.Format(number),
        string[] words => $"[{string.Join(", ", words.Select(word => $"\"{word}\""))}]",
        LayerSize size => $"{size.Rows}",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
