using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Names;

namespace ModelMine.Core.JobConfigs;

/// <summary>A key as a person gave it.</summary>
/// <param name="Path">JSON path of its value.</param>
/// <param name="Value">Its value.</param>
/// <param name="FamilyWasGiven">Whether the config says its <c>modelType</c>.</param>
internal readonly record struct GivenKey(string Path, JsonElement Value, bool FamilyWasGiven);

/// <summary>The keys of a config, matched to the known ones. Unknown and doubled ones have become problems.</summary>
internal sealed class GivenKeys
{
    private readonly Dictionary<string, int> _positions = [];

    private GivenKeys(string path) => Path = path;

    /// <summary>JSON path of the config.</summary>
    public string Path { get; }

    /// <summary>The value of <c>modelType</c>, if it was given.</summary>
    public GivenKey? ModelType { get; private set; }

    /// <summary>The known keys that were given, in the order of the text.</summary>
    public List<(ConfigKey Key, GivenKey Entry)> Known { get; } = [];

    /// <summary>Path of a key: as it was given, or else as it would be.</summary>
    public string PathOf(string name) =>
        Known.Where(given => given.Key.Name == name).Select(given => given.Entry.Path).FirstOrDefault() ?? JsonPath.Child(Path, name);

    /// <summary>Place in the text of the key at that path, or of the one that holds it, for ordering; last for a path that is not in the text.</summary>
    public int PositionOf(string path) => _positions.TryGetValue(path, out var position)
        ? position
        : _positions.Where(given => path.StartsWith($"{given.Key}[", StringComparison.Ordinal)).Select(given => given.Value).DefaultIfEmpty(int.MaxValue).First();

    public static GivenKeys Read(JsonElement config, string path, List<ProblemItem> problems)
    {
        var given = new GivenKeys(path);
        var seen = new Dictionary<string, string>();
        var entries = new List<(string Name, JsonElement Value)>();
        foreach (var property in config.EnumerateObject())
        {
            if (!ConfigValueReader.TryGetText(() => property.Name, out var name))
            {
                problems.Add(new(path, "The name of a key is not valid Unicode: it holds half of a surrogate pair. Write the key's name plainly."));
                continue;
            }

            entries.Add((name, property.Value));
        }

        var modelType = Spelling.Fold(JobConfigSchema.ModelTypeKey);
        var familyWasGiven = entries.Any(entry => Spelling.Fold(entry.Name) == modelType);
        foreach (var (name, value) in entries)
        {
            var place = JsonPath.Child(path, name);
            given._positions.TryAdd(place, given._positions.Count);
            var folded = Spelling.Fold(name);
            var entry = new GivenKey(place, value, familyWasGiven);
            if (!seen.TryAdd(folded, name))
            {
                problems.Add(new(place, $"{Quote(name)} is given twice (also as {Quote(seen[folded])}): keep one. Case, - and _ make no difference in names."));
            }
            else if (folded == modelType)
            {
                given.ModelType = entry;
            }
            else if (JobConfigSchema.Find(name) is { } key)
            {
                given.Known.Add((key, entry));
            }
            else
            {
                problems.Add(Unknown(name, place));
            }
        }

        return given;
    }

    private static ProblemItem Unknown(string name, string place)
    {
        var names = JobConfigSchema.Keys.Select(key => key.Name).Append(JobConfigSchema.ModelTypeKey).ToList();
        var folded = Spelling.Fold(name);
        var meant = JobConfigSchema.Keys.FirstOrDefault(key => key.KnownElsewhereAs.Any(other => Spelling.Fold(other) == folded))?.Name
            ?? (folded is "model" or "architecture" or "family" or "modelname" ? JobConfigSchema.ModelTypeKey : null)
            ?? Spelling.Nearest(name, names);
        var hint = meant is null ? "" : $" Did you mean {meant}?";
        return new(place, $"{Quote(name)} is not a key that anything reads.{hint}") { DidYouMean = meant, Allowed = meant is null ? names : null };
    }

    private static string Quote(string name) => ConfigValueReader.Shorten($"\"{name}\"");
}
