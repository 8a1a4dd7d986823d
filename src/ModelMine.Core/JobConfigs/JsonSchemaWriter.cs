using System.Text;
using System.Text.Json.Nodes;
using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs.Layers;
using ModelMine.Core.Names;

namespace ModelMine.Core.JobConfigs;

/// <summary>
/// Makes the JSON Schema (2020-12) of the job config. Each word is listed as an <c>enum</c>, so that an editor can complete it,
/// beside a <c>pattern</c> that takes it in any case and with <c>-</c> and <c>_</c>, as the parser does.
/// </summary>
internal static class JsonSchemaWriter
{
    public static JsonObject Write()
    {
        var properties = new JsonObject
        {
            [JobConfigSchema.ModelTypeKey] = Words(JobConfigSchema.Families, "Family of models to train.", JobConfigSchema.NameOf(JobConfigSchema.DefaultFamily)),
        };
        foreach (var key in JobConfigSchema.Keys)
        {
            properties[key.Name] = Property(key);
        }

        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "ModelMine job config",
            ["description"] = "What to train. Every key may be left out. The parser also takes keys in any case and with - and _.",
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
            ["allOf"] = new JsonArray([.. Enum.GetValues<ModelFamily>().Select(Family)]),
        };
    }

    private static JsonObject Property(ConfigKey key)
    {
        var property = key.Kind switch
        {
            ConfigKeyKind.WholeNumber when key.Numbers.Count > 0 => new JsonObject { ["enum"] = new JsonArray([.. key.Numbers.Select(number => (JsonNode)number)]) },
            ConfigKeyKind.WholeNumber => Range(key, "integer"),
            ConfigKeyKind.Number => Range(key, "number"),
            ConfigKeyKind.Flag => new JsonObject { ["type"] = "boolean" },
            ConfigKeyKind.Words => ListOf([.. key.AllChoices]),
            ConfigKeyKind.Layers => Layers(),
            ConfigKeyKind.Size => Size(key),
            ConfigKeyKind.Name => new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 200 },
            ConfigKeyKind.Dataset => Datasets([.. DatasetCatalog.Entries], null),
            _ => Words([.. key.AllChoices], null, null),
        };
        property["description"] = key.Help;
        return property;
    }

    /// <summary>What any type of layer may have; which type has which is left to the parser.</summary>
    private static JsonObject Layers()
    {
        var properties = new JsonObject { [LayerListReader.TypeKey] = Words([.. LayerType.All.Select(type => type.Word)], "Type of the layer.", null) };
        foreach (var option in LayerType.All.SelectMany(type => type.Options).DistinctBy(option => option.Name))
        {
            properties[option.Name] = Property(option);
        }

        return new JsonObject
        {
            ["type"] = "array",
            ["minItems"] = 1,
            ["maxItems"] = LayerListReader.Most,
            ["items"] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray(LayerListReader.TypeKey),
                ["properties"] = properties,
                ["additionalProperties"] = false,
            },
        };
    }

    private static JsonObject Size(ConfigKey key) => new()
    {
        ["anyOf"] = new JsonArray(
            Range(key, "integer"),
            new JsonObject { ["type"] = "array", ["minItems"] = 2, ["maxItems"] = 2, ["items"] = Range(key, "integer") }),
    };

    private static JsonObject Range(ConfigKey key, string type) => new()
    {
        ["type"] = type,
        [key.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = Number(key.Minimum!.Value),
        ["maximum"] = Number(key.Maximum!.Value),
    };

    /// <summary>What holds for one family alone: its defaults, its words, and the keys that it does not read.</summary>
    private static JsonNode Family(ModelFamily family)
    {
        var choice = JobConfigSchema.Families[(int)family];
        var when = new JsonObject
        {
            ["properties"] = new JsonObject { [JobConfigSchema.ModelTypeKey] = new JsonObject { ["pattern"] = Pattern(choice) } },
        };
        if (family != JobConfigSchema.DefaultFamily)
        {
            when["required"] = new JsonArray(JobConfigSchema.ModelTypeKey);
        }

        var properties = new JsonObject();
        foreach (var key in JobConfigSchema.Keys)
        {
            properties[key.Name] = key.Uses.TryGetValue(family, out var use)
                ? Use(key, family, use)
                : JsonValue.Create(false);
        }

        return new JsonObject { ["if"] = when, ["then"] = new JsonObject { ["properties"] = properties } };
    }

    private static JsonObject Use(ConfigKey key, ModelFamily family, ConfigKeyUse use)
    {
        // A default that depends on the data set cannot be said here.
        var value = use.DefaultInWords is null ? use.Default : null;
        var property = key.Kind switch
        {
            ConfigKeyKind.Text => Words(use.Choices, null, null),
            ConfigKeyKind.Words => ListOf(use.Choices),
            ConfigKeyKind.Dataset => Datasets([.. DatasetValueReader.Catalog(family)], null),
            _ => [],
        };
        if (value is not null)
        {
            property["default"] = Value(value);
        }

        return property;
    }

    private static JsonObject ListOf(IReadOnlyList<ConfigChoice> choices) => new() { ["type"] = "array", ["items"] = Words(choices, null, null) };

    /// <summary>The catalog's names, for an editor to complete, or any name that a user's own data set could have.</summary>
    private static JsonObject Datasets(CatalogEntry[] entries, string? @default)
    {
        var words = Words([.. entries.Select(entry => new ConfigChoice(entry.Facts.Name, entry.Aliases))], null, @default);
        words["anyOf"]!.AsArray()[1] = new JsonObject { ["pattern"] = "^[-_A-Za-z0-9]+(@[1-9][0-9]{0,8})?$" };
        return words;
    }

    private static JsonObject Words(IReadOnlyList<ConfigChoice> choices, string? description, string? @default)
    {
        var words = new JsonObject
        {
            ["type"] = "string",
            ["anyOf"] = new JsonArray(
                new JsonObject { ["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice.Value)]) },
                new JsonObject { ["pattern"] = Pattern([.. choices]) }),
        };
        if (description is not null)
        {
            words["description"] = description;
        }

        if (@default is not null)
        {
            words["default"] = @default;
        }

        return words;
    }

    /// <summary>A regular expression (ECMA 262) that takes what folds to one of the words.</summary>
    private static string Pattern(params ConfigChoice[] choices)
    {
        var words = choices.SelectMany(choice => choice.Aliases.Prepend(choice.Value)).Select(Spelling.Fold).Distinct();
        return $"^[-_]*(?:{string.Join('|', words.Select(AnyCase))})$";

        static string AnyCase(string word)
        {
            var pattern = new StringBuilder();
            foreach (var letter in word)
            {
                pattern.Append(char.IsAsciiLetter(letter) ? $"[{letter}{char.ToUpperInvariant(letter)}]" : $"{letter}").Append("[-_]*");
            }

            return pattern.ToString();
        }
    }

    private static JsonNode Value(object value) => value switch
    {
        string[] words => new JsonArray([.. words.Select(word => (JsonNode)word)]),
        long whole => JsonValue.Create(whole),
        double number => Number(number),
        bool flag => JsonValue.Create(flag),
        _ => JsonValue.Create((string)value),
    };

    private static JsonValue Number(double value) =>
        value == Math.Floor(value) && Math.Abs(value) < 1e15 ? JsonValue.Create((long)value) : JsonValue.Create(value);
}
