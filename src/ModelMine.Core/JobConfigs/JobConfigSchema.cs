using System.Collections.Frozen;
using System.Text.Json.Nodes;
using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs.Families;
using ModelMine.Core.JobConfigs.Keys;
using ModelMine.Core.Names;

namespace ModelMine.Core.JobConfigs;

/// <summary>The declarative list of the job config's keys, and what is generated from it.</summary>
public static class JobConfigSchema
{
    /// <summary>Name of the key that chooses the family.</summary>
    public const string ModelTypeKey = "modelType";

    /// <summary>The family of a config that does not say.</summary>
    public const ModelFamily DefaultFamily = ModelFamily.Mlp;

    /// <summary>Every key but <see cref="ModelTypeKey"/>, in the order in which the effective config, the form and the documentation show them.</summary>
    public static IReadOnlyList<ConfigKey> Keys { get; } =
        [.. CommonKeys.All, .. OptimizationKeys.All, .. StoppingKeys.All, .. MeasureKeys.All, .. ComputeKeys.All, .. ImageKeys.All, .. TableKeys.All, .. TransformerKeys.All, .. WorldKeys.All, .. DqnKeys.All, .. PpoKeys.All];

    /// <summary>The words of <see cref="ModelTypeKey"/>, one a family.</summary>
    public static IReadOnlyList<ConfigChoice> Families { get; } = [.. Enum.GetValues<ModelFamily>().Select(family => FamilyRules.Of(family).Word)];

    private static readonly FrozenDictionary<string, ConfigKey> ByFoldedName = Keys.ToFrozenDictionary(key => Spelling.Fold(key.Name));

    /// <summary>The word of a family in a config: <c>mlp</c>, <c>cnn</c>, <c>transformer</c>, <c>bert</c>, <c>dqn</c>.</summary>
    /// <param name="family">The family.</param>
    public static string NameOf(ModelFamily family) => Families[(int)family].Value;

    /// <summary>The keys that a family reads, with whatever data set, in order.</summary>
    /// <param name="family">The family.</param>
    public static IEnumerable<ConfigKey> KeysOf(ModelFamily family) => Keys.Where(key => key.Uses.ContainsKey(family));

    /// <summary>The keys that a family reads with a data set, in order.</summary>
    /// <param name="family">The family.</param>
    /// <param name="data">The data set; null when there is none.</param>
    public static IEnumerable<ConfigKey> KeysOf(ModelFamily family, DatasetFacts? data) => KeysOf(family).Where(key => key.IsReadWith(data));

    /// <summary>The key of that name, without regard to case, <c>-</c> and <c>_</c>; null when there is none.</summary>
    /// <param name="name">A name as a person wrote it.</param>
    public static ConfigKey? Find(string name) => ByFoldedName.GetValueOrDefault(Spelling.Fold(name));

    /// <summary>The job config as JSON Schema 2020-12. Keys in canonical spelling; what needs two keys at once is left to the parser.</summary>
    public static JsonObject ToJsonSchema() => JsonSchemaWriter.Write();

    /// <summary>The documentation of every key, as Markdown: the text of <c>docs/job-config.md</c>.</summary>
    public static string ToMarkdown() => JobConfigMarkdown.Write();
}
