using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs.Families;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>The small language in which the tables beside this file declare keys.</summary>
internal static class Declare
{
    public static readonly ModelFamily[] EveryFamily = Enum.GetValues<ModelFamily>();

    /// <summary>The families that learn from a data set.</summary>
    public static readonly ModelFamily[] Supervised = [.. EveryFamily.Where(family => FamilyRules.Of(family).Data.Count > 0)];

    /// <summary>The families that learn by acting in a world.</summary>
    public static readonly ModelFamily[] Acting = [.. EveryFamily.Except(Supervised)];

    public static ConfigKey Integer(string name, long minimum, long maximum, string help) =>
        new() { Name = name, Kind = ConfigKeyKind.WholeNumber, Help = help, Minimum = minimum, Maximum = maximum };

    public static ConfigKey Number(string name, double minimum, double maximum, string help) =>
        new() { Name = name, Kind = ConfigKeyKind.Number, Help = help, Minimum = minimum, Maximum = maximum };

    public static ConfigKey Text(string name, string help) =>
        new() { Name = name, Kind = ConfigKeyKind.Text, Help = help };

    public static ConfigKey Flag(string name, string help) =>
        new() { Name = name, Kind = ConfigKeyKind.Flag, Help = help };

    public static ConfigKey Words(string name, string help) =>
        new() { Name = name, Kind = ConfigKeyKind.Words, Help = help };

    public static ConfigKey Dataset(string name, string help) =>
        new() { Name = name, Kind = ConfigKeyKind.Dataset, Help = help };

    public static ConfigKey Name(string name, string help) =>
        new() { Name = name, Kind = ConfigKeyKind.Name, Help = help };

    public static ConfigChoice Choice(string value, params string[] aliases) => new(value, aliases);

    public static ConfigKey AboveMinimum(this ConfigKey key) => key with { MinimumIsExclusive = true };

    /// <summary>Only these whole numbers.</summary>
    public static ConfigKey OneOf(this ConfigKey key, IReadOnlyList<long> numbers) => key with { Numbers = numbers };

    public static ConfigKey ElsewhereCalled(this ConfigKey key, params string[] names) => key with { KnownElsewhereAs = names };

    /// <summary>A word that people know from elsewhere, and why it is not taken.</summary>
    public static ConfigKey Refusing(this ConfigKey key, string word, string reason) =>
        key with { Refused = new Dictionary<string, string>(key.Refused) { [word] = reason } };

    /// <summary>Not in the effective config unless it is given.</summary>
    public static ConfigKey Optional(this ConfigKey key) => key with { IsOptional = true };

    /// <summary>Not read when the other is given.</summary>
    public static ConfigKey UnlessGiven(this ConfigKey key, string other) => key with { ReplacedBy = other };

    public static ConfigKey OnlyWith(this ConfigKey key, params DatasetKind[] kinds) => key with { WithData = kinds };

    /// <summary>Says what the default of a family is, where the data set decides.</summary>
    public static ConfigKey WithDefaultInWords(this ConfigKey key, ModelFamily family, string words)
    {
        var uses = new SortedDictionary<ModelFamily, ConfigKeyUse>(key.Uses.ToDictionary()) { [family] = key.Uses[family] with { DefaultInWords = words } };
        return key with { Uses = uses };
    }

    /// <summary>One default (and, for a text, one list of words) for each of the families.</summary>
    public static ConfigKey ReadBy(this ConfigKey key, ModelFamily[] families, object @default, params ConfigChoice[] choices) =>
        families.Aggregate(key, (declared, family) => declared.ReadBy(family, @default, choices));

    public static ConfigKey ReadBy(this ConfigKey key, ModelFamily family, object @default, params ConfigChoice[] choices)
    {
        // An int in a table is a whole number, or a number without a fraction: the kind decides.
        object value = (key.Kind, @default) switch
        {
            (ConfigKeyKind.WholeNumber, int whole) => (long)whole,
            (ConfigKeyKind.Number, int whole) => (double)whole,
            _ => @default,
        };
        var uses = new SortedDictionary<ModelFamily, ConfigKeyUse>(key.Uses.ToDictionary()) { [family] = new(value, choices) };
        return key with { Uses = uses };
    }
}
