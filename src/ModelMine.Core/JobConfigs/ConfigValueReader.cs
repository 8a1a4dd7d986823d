using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs.Layers;
using ModelMine.Core.Names;

namespace ModelMine.Core.JobConfigs;

/// <summary>Reads one value against its key; what is wrong becomes a problem.</summary>
internal static class ConfigValueReader
{
    /// <returns>A <see cref="long"/>, <see cref="double"/>, <see cref="string"/>, <see cref="bool"/> or an array of strings; null when there was a problem.</returns>
    public static object? Read(ConfigKey key, ModelFamily? family, GivenKey entry, IDatasetLookup datasets, List<ProblemItem> problems) => key.Kind switch
    {
        ConfigKeyKind.Text => ReadChoice(key, family, entry, problems),
        ConfigKeyKind.Words => ReadWords(key, family, entry, problems),
        ConfigKeyKind.Dataset => DatasetValueReader.Read(key.Name, family, entry, datasets, problems),
        ConfigKeyKind.Layers => LayerListReader.Read(key, entry, problems),
        ConfigKeyKind.Size => LayerSizeReader.Read(key, entry, problems),
        ConfigKeyKind.Name => ReadName(key, entry, problems),
        ConfigKeyKind.Flag => ReadFlag(key, entry, problems),
        // Bounded by 2^53, so the double holds it exactly.
        ConfigKeyKind.WholeNumber => (long?)ReadNumber(key, entry, problems),
        _ => ReadNumber(key, entry, problems),
    };

    public static string? ReadChoice(
        string name, IReadOnlyList<ConfigChoice> choices, GivenKey entry, List<ProblemItem> problems, (ConfigKey Key, ModelFamily Family)? use)
    {
        var allowed = choices.Select(choice => choice.Value).ToList();
        var list = string.Join(", ", allowed);
        if (entry.Value.ValueKind != JsonValueKind.String)
        {
            problems.Add(new(entry.Path, $"{name} must be a text ({list}), not {Describe(entry.Value)}.") { Allowed = allowed });
            return null;
        }

        if (!TryGetText(entry.Value.GetString, out var text))
        {
            problems.Add(new(entry.Path, $"{name} is not valid Unicode: it holds half of a surrogate pair. It must be one of: {list}.") { Allowed = allowed });
            return null;
        }

        if (Match(choices, text) is { } match)
        {
            return match;
        }

        var given = Shorten($"\"{text}\"");
        if (use is { } known && known.Key.Refused.FirstOrDefault(refused => Spelling.Fold(refused.Key) == Spelling.Fold(text)).Value is { } reason)
        {
            problems.Add(new(entry.Path, $"{name} {given} is not to be had: {reason}") { Allowed = allowed });
            return null;
        }

        var elsewhere = use is { } u ? u.Key.Families.Where(other => Match(u.Key.Uses[other].Choices, text) is not null).ToList() : [];
        if (elsewhere.Count > 0)
        {
            var readers = string.Join(", ", elsewhere.Select(JobConfigSchema.NameOf));
            var model = JobConfigSchema.NameOf(use!.Value.Family);
            problems.Add(new(entry.Path, $"{name} {given} does not fit modelType {model}, only {readers}. For {model} it must be one of: {list}.") { Allowed = allowed });
            return null;
        }

        var meant = Spelling.Nearest(text, choices.SelectMany(choice => choice.Aliases.Prepend(choice.Value)));
        meant = meant is null ? null : Match(choices, meant);
        var hint = meant is null ? "" : $" Did you mean {meant}?";
        problems.Add(new(entry.Path, $"{name} {given} is not known: it must be one of: {list}.{hint}") { Allowed = allowed, DidYouMean = meant });
        return null;
    }

    private static string? ReadChoice(ConfigKey key, ModelFamily? family, GivenKey entry, List<ProblemItem> problems) => family is { } chosen
        ? ReadChoice(key.Name, key.Uses[chosen].Choices, entry, problems, (key, chosen))
        : ReadChoice(key.Name, [.. key.AllChoices], entry, problems, null);

    private static string[]? ReadWords(ConfigKey key, ModelFamily? family, GivenKey entry, List<ProblemItem> problems)
    {
        var choices = family is { } chosen ? key.Uses[chosen].Choices : [.. key.AllChoices];
        if (entry.Value.ValueKind != JsonValueKind.Array)
        {
            var allowed = choices.Select(choice => choice.Value).ToList();
            problems.Add(new(entry.Path, $"{key.Name} must be a list of words, such as [\"{allowed[0]}\"], not {Describe(entry.Value)}.") { Allowed = allowed });
            return null;
        }

        var words = entry.Value.EnumerateArray()
            .Select((word, place) => ReadChoice(key, family, entry with { Path = $"{entry.Path}[{place}]", Value = word }, problems))
            .ToList();
        // In the order of the table, each once: two configs that say the same have the same digest.
        return words.Contains(null) ? null : [.. choices.Select(choice => choice.Value).Where(words.Contains)];
    }

    private static string? Match(IReadOnlyList<ConfigChoice> choices, string text)
    {
        var folded = Spelling.Fold(text);
        return choices.FirstOrDefault(choice => choice.Aliases.Prepend(choice.Value).Any(word => Spelling.Fold(word) == folded))?.Value;
    }

    private static string? ReadName(ConfigKey key, GivenKey entry, List<ProblemItem> problems)
    {
        const int Longest = 200;
        if (entry.Value.ValueKind == JsonValueKind.String && TryGetText(entry.Value.GetString, out var name)
            && name.Length is > 0 and <= Longest && !name.Any(char.IsControl))
        {
            return name;
        }

        problems.Add(new(entry.Path, $"{key.Name} must be a name of 1 to {Longest} characters in one line, not {Describe(entry.Value)}."));
        return null;
    }

    private static bool? ReadFlag(ConfigKey key, GivenKey entry, List<ProblemItem> problems)
    {
        if (entry.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return entry.Value.GetBoolean();
        }

        problems.Add(new(entry.Path, $"{key.Name} must be true or false, not {Describe(entry.Value)}.") { Allowed = ["true", "false"] });
        return null;
    }

    private static double? ReadNumber(ConfigKey key, GivenKey entry, List<ProblemItem> problems)
    {
        var whole = key.Kind == ConfigKeyKind.WholeNumber;
        var wanted = $"{(whole ? "a whole number" : "a number")} {RangeOf(key)}";
        if (entry.Value.ValueKind != JsonValueKind.Number)
        {
            problems.Add(new(entry.Path, $"{key.Name} must be {wanted}, not {Describe(entry.Value)}."));
            return null;
        }

        var readable = entry.Value.TryGetDouble(out var number) && double.IsFinite(number);
        var tooSmall = key.MinimumIsExclusive ? number <= key.Minimum : number < key.Minimum;
        if (!readable || tooSmall || number > key.Maximum || (whole && number != Math.Floor(number)) || (key.Numbers.Count > 0 && !key.Numbers.Contains((long)number)))
        {
            problems.Add(new(entry.Path, $"{key.Name} must be {wanted}, not {Shorten(entry.Value.GetRawText())}."));
            return null;
        }

        return number + 0.0; // makes -0 a plain 0
    }

    /// <summary>The range of a number's key in words: <c>from 1 to 1000</c>, <c>above 0, at most 10</c>.</summary>
    public static string RangeOf(ConfigKey key) => key.Numbers.Count > 0 ? $"among {string.Join(", ", key.Numbers)}"
        : key.MinimumIsExclusive
        ? string.Create(CultureInfo.InvariantCulture, $"above {key.Minimum}, at most {key.Maximum}")
        : string.Create(CultureInfo.InvariantCulture, $"from {key.Minimum} to {key.Maximum}");

    /// <summary>A JSON value in words, for a message.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"the text {Shorten(value.GetRawText())}",
        JsonValueKind.Number => $"the number {Shorten(value.GetRawText())}",
        JsonValueKind.Null => "null (leave the key out to get its default)",
        JsonValueKind.Undefined => "nothing",
        _ => value.GetRawText(),
    };

    public static string Shorten(string text) => text.Length <= 60 ? text : $"{text.AsSpan(0, char.IsHighSurrogate(text[58]) ? 58 : 59)}…";

    /// <summary>JSON may hold half of a surrogate pair, which is no text: the reader then throws.</summary>
    public static bool TryGetText(Func<string?> read, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = read();
            return text is not null;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }
}
