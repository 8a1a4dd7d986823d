using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Core.Names;

namespace ModelMine.Core.JobConfigs.Layers;

/// <summary>Reads the layers of a config: an array of objects with a <c>type</c>; names are matched as all others are.</summary>
internal static class LayerListReader
{
    public const string TypeKey = "type";
    public const int Most = 100;

    /// <returns>The layers; null when there was a problem.</returns>
    public static Layer[]? Read(ConfigKey key, GivenKey entry, List<ProblemItem> problems)
    {
        var count = entry.Value.ValueKind == JsonValueKind.Array ? entry.Value.GetArrayLength() : -1;
        if (count is < 1 or > Most)
        {
            problems.Add(new(entry.Path, $"{key.Name} must be a list of 1 to {Most} layers, such as [{{\"type\":\"Conv2D\",\"filters\":16}},{{\"type\":\"Dense\",\"units\":10}}], not {(count < 0 ? ConfigValueReader.Describe(entry.Value) : $"one of {count}")}."));
            return null;
        }

        var layers = entry.Value.EnumerateArray()
            .Select((value, place) => ReadLayer(entry with { Path = $"{entry.Path}[{place}]", Value = value }, problems))
            .ToArray();
        return layers.Contains(null) ? null : [.. layers.Select(layer => layer!)];
    }

    private static Layer? ReadLayer(GivenKey entry, List<ProblemItem> problems)
    {
        if (entry.Value.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new(entry.Path, $"A layer must be an object, such as {{\"type\":\"Dense\",\"units\":10}}, not {ConfigValueReader.Describe(entry.Value)}."));
            return null;
        }

        var before = problems.Count;
        var given = Properties(entry, problems);
        if (!given.Remove(Spelling.Fold(TypeKey), out var type))
        {
            problems.Add(new(entry.Path, $"The layer has no type: say {string.Join(", ", LayerType.All.Select(known => known.Word.Value))}."));
            return null;
        }

        var word = ConfigValueReader.ReadChoice(TypeKey, [.. LayerType.All.Select(known => known.Word)], type, problems, null);
        if (LayerType.All.FirstOrDefault(known => known.Word.Value == word) is not { } found)
        {
            return null;
        }

        var values = Options(found, given, entry.Path, problems);
        return problems.Count == before ? new(found, values) : null;
    }

    private static Dictionary<string, object> Options(LayerType type, Dictionary<string, GivenKey> given, string path, List<ProblemItem> problems)
    {
        var values = new Dictionary<string, object>();
        foreach (var option in type.Options)
        {
            if (given.Remove(Spelling.Fold(option.Name), out var entry))
            {
                values[option.Name] = ConfigValueReader.Read(option, ModelFamily.Cnn, entry, DatasetCatalog.Instance, problems) ?? option.Uses[ModelFamily.Cnn].Default;
            }
            else if (type.Required.Contains(option.Name))
            {
                problems.Add(new(JsonPath.Child(path, option.Name), $"The {type.Word.Value} needs {option.Name}: {option.Help}"));
            }
            else
            {
                // The strides of a pool follow its size.
                values[option.Name] = option.Name == "strides" && values.TryGetValue("poolSize", out var pool) ? pool : option.Uses[ModelFamily.Cnn].Default;
            }
        }

        problems.AddRange(given.Values.Select(entry => Unknown(type, entry)));
        return values;
    }

    private static Dictionary<string, GivenKey> Properties(GivenKey layer, List<ProblemItem> problems)
    {
        var given = new Dictionary<string, GivenKey>();
        foreach (var property in layer.Value.EnumerateObject())
        {
            if (!ConfigValueReader.TryGetText(() => property.Name, out var name))
            {
                problems.Add(new(layer.Path, "The name of an option is not valid Unicode: it holds half of a surrogate pair."));
                continue;
            }

            var entry = new GivenKey(JsonPath.Child(layer.Path, name), property.Value, layer.FamilyWasGiven);
            if (!given.TryAdd(Spelling.Fold(name), entry))
            {
                problems.Add(new(entry.Path, $"{name} is given twice: keep one. Case, - and _ make no difference in names."));
            }
        }

        return given;
    }

    private static ProblemItem Unknown(LayerType type, GivenKey entry)
    {
        var name = entry.Path[(entry.Path.LastIndexOfAny(['.', '[']) + 1)..].Trim('\'', ']');
        var folded = Spelling.Fold(name);
        var options = type.Options.Select(option => option.Name).ToList();
        var meant = type.Options.FirstOrDefault(option => option.KnownElsewhereAs.Any(other => Spelling.Fold(other) == folded))?.Name ?? Spelling.Nearest(name, options);
        var has = options.Count == 0 ? "it has none" : $"it has {string.Join(", ", options)}";
        return new(entry.Path, $"{name} is no option of {type.Word.Value}: {has}.{(meant is null ? "" : $" Did you mean {meant}?")}") { DidYouMean = meant, Allowed = options };
    }
}
