using ModelMine.Core.Datasets;

namespace ModelMine.Core.JobConfigs;

/// <summary>What kind of JSON value a key takes.</summary>
public enum ConfigKeyKind
{
    /// <summary>A whole number (<c>10</c>; <c>10.0</c> and <c>1e1</c> are the same number).</summary>
    WholeNumber,

    /// <summary>A finite number.</summary>
    Number,

    /// <summary>One of a list of words.</summary>
    Text,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>A list of words, each one of a list; their order, and how often one is given, make no difference.</summary>
    Words,

    /// <summary>The name of a data set: of the catalog, or one of the user's own.</summary>
    Dataset,

    /// <summary>A name that only the data set knows, such as that of a column; one line.</summary>
    Name,

    /// <summary>The layers of a network, in their order.</summary>
    Layers,

    /// <summary>A whole number, or two of them for rows and columns; only in a layer.</summary>
    Size,
}

/// <summary>A word that a key accepts.</summary>
/// <param name="Value">Its canonical spelling: what the effective config holds.</param>
/// <param name="Aliases">Other words for the same, beyond differences in case, <c>-</c> and <c>_</c>.</param>
public sealed record ConfigChoice(string Value, IReadOnlyList<string> Aliases);

/// <summary>How one family uses a key.</summary>
/// <param name="Default">Value when the key is left out: a <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, <see cref="bool"/> or an array of strings, as the key's kind says.</param>
/// <param name="Choices">The words that the family accepts; empty unless the key's kind is <see cref="ConfigKeyKind.Text"/> or <see cref="ConfigKeyKind.Words"/>.</param>
public sealed record ConfigKeyUse(object Default, IReadOnlyList<ConfigChoice> Choices)
{
    /// <summary>What the default is, in words, when it depends on the data set; null when it is always <see cref="Default"/>.</summary>
    public string? DefaultInWords { get; init; }
}

/// <summary>
/// A key of the job config, declared once: validation, defaults, JSON Schema, web form and documentation are made from this.
/// A family that is not in <see cref="Uses"/> does not read the key, and a config that gives it is refused.
/// </summary>
public sealed record ConfigKey
{
    /// <summary>Canonical name, camelCase.</summary>
    public required string Name { get; init; }

    /// <summary>Kind of its value.</summary>
    public required ConfigKeyKind Kind { get; init; }

    /// <summary>What it does, in a sentence or two.</summary>
    public required string Help { get; init; }

    /// <summary>Smallest value allowed; null for kinds that are not numbers.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest value allowed.</summary>
    public double? Maximum { get; init; }

    /// <summary>True when the value must be above <see cref="Minimum"/>, not equal to it.</summary>
    public bool MinimumIsExclusive { get; init; }

    /// <summary>Whether it has no default: left out, it is not in the effective config.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Name of an optional key with which this one is not read; null when there is none.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>The whole numbers that are allowed, where not all of the range are; else empty.</summary>
    public IReadOnlyList<long> Numbers { get; init; } = [];

    /// <summary>Names that people use elsewhere for the same thing: not accepted, but answered with a hint.</summary>
    public IReadOnlyList<string> KnownElsewhereAs { get; init; } = [];

    /// <summary>Words that are well known elsewhere but not taken here, and why: an answer in place of "not known".</summary>
    public IReadOnlyDictionary<string, string> Refused { get; init; } = new Dictionary<string, string>();

    /// <summary>The families that read it, each with its default and its words.</summary>
    public IReadOnlyDictionary<ModelFamily, ConfigKeyUse> Uses { get; init; } = new SortedDictionary<ModelFamily, ConfigKeyUse>();

    /// <summary>The kinds of data sets with which it is read; empty when with any, or with none.</summary>
    public IReadOnlyList<DatasetKind> WithData { get; init; } = [];

    /// <summary>Every family that reads it, in order.</summary>
    public IEnumerable<ModelFamily> Families => Uses.Keys.Order();

    /// <summary>The words that any family accepts, each once.</summary>
    public IEnumerable<ConfigChoice> AllChoices => Uses.OrderBy(use => use.Key).SelectMany(use => use.Value.Choices).DistinctBy(choice => choice.Value);

    /// <summary>Whether it is read with a data set.</summary>
    /// <param name="data">The data set; null when it is not known.</param>
    public bool IsReadWith(DatasetFacts? data) => WithData.Count == 0 || data is null || WithData.Contains(data.Kind);
}
