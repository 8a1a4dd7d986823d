using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs.Families;

namespace ModelMine.Core.JobConfigs;

/// <summary>
/// Reads a job config and finds everything wrong with it at once. Names and words are matched without regard to case,
/// <c>-</c> and <c>_</c>; a key that nothing reads is an error, never silently ignored.
/// </summary>
public static class JobConfigParser
{
    private const int LargestText = 64 * 1024;
    private const int MostKeys = 200;

    /// <summary>Reads a config.</summary>
    /// <param name="config">The JSON that was submitted. Any JSON: what is not an object is a problem, not an exception.</param>
    /// <param name="path">JSON path of the config in its document, for the problems: <c>$</c> alone, <c>$.config</c> in a submit.</param>
    /// <param name="datasets">Where data sets are found by name; null for the catalog.</param>
    /// <returns>The effective config, or every problem.</returns>
    public static JobConfigParseResult Parse(JsonElement config, string path = "$", IDatasetLookup? datasets = null) => Parse(config, path, datasets, isStored: false);

    /// <summary>Reads an effective config: in it stand defaults and values that are there without being used, which nobody gave.</summary>
    internal static JobConfigParseResult ParseStored(JsonElement config, IDatasetLookup? datasets) => Parse(config, "$", datasets, isStored: true);

    private static JobConfigParseResult Parse(JsonElement config, string path, IDatasetLookup? datasets, bool isStored)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (WhyNotAnObject(config) is { } reason)
        {
            return new() { Problems = [new(path, reason)] };
        }

        datasets ??= DatasetCatalog.Instance;
        var problems = new List<ProblemItem>();
        var given = GivenKeys.Read(config, path, problems);
        var family = ReadFamily(given, problems);
        var values = new Dictionary<string, object>();
        foreach (var (key, entry) in given.Known)
        {
            if (family is { } chosen && !key.Uses.ContainsKey(chosen))
            {
                problems.Add(NotRead(key, entry, chosen));
            }
            else if (ConfigValueReader.Read(key, family, entry, datasets, problems) is { } value)
            {
                values[key.Name] = value;
            }
        }

        if (family is not { } known)
        {
            return new() { Problems = InOrder(problems) };
        }

        var rules = FamilyRules.Of(known);
        var data = FindData(known, values, given, datasets);
        RefuseKeysOfOtherData(values, given, data, problems);
        RefuseReplacedKeys(values, given, problems);
        if (data is not null)
        {
            rules.FillIn(values, data);
        }
        else
        {
            rules.FillIn(values);
        }

        foreach (var key in JobConfigSchema.KeysOf(known, data).Where(key => !key.IsOptional && !IsReplaced(key, values)))
        {
            // A key that was given and is wrong takes its default too, so that the checks across keys can still be made.
            values.TryAdd(key.Name, key.Uses[known].Default);
        }

        var check = new ConfigCheck(values, given, data, problems) { IsStored = isStored };
        CommonRules.Check(check);
        rules.Check(check);
        return problems.Count > 0
            ? new() { Problems = InOrder(problems) }
            : new() { Config = new EffectiveConfig(known, values, data) };

        IReadOnlyList<ProblemItem> InOrder(List<ProblemItem> unordered) => [.. unordered.OrderBy(problem => given.PositionOf(problem.Path))];
    }

    private static string? WhyNotAnObject(JsonElement config) => config.ValueKind switch
    {
        JsonValueKind.Undefined => "The job config is missing: give a JSON object, such as {\"modelType\":\"cnn\",\"epochs\":5}.",
        not JsonValueKind.Object => $"The job config must be a JSON object, such as {{\"modelType\":\"cnn\",\"epochs\":5}}, not {ConfigValueReader.Describe(config)}.",
        _ when config.GetRawText().Length > LargestText => $"The job config is longer than {LargestText / 1024} KiB; a whole one takes less than 2.",
        _ when config.EnumerateObject().Skip(MostKeys).Any() => $"The job config has more than {MostKeys} keys; ModelMine knows {JobConfigSchema.Keys.Count + 1}.",
        _ => null,
    };

    private static ModelFamily? ReadFamily(GivenKeys given, List<ProblemItem> problems)
    {
        if (given.ModelType is not { } entry)
        {
            return JobConfigSchema.DefaultFamily;
        }

        var word = ConfigValueReader.ReadChoice(JobConfigSchema.ModelTypeKey, JobConfigSchema.Families, entry, problems, null);
        return word is null ? null : (ModelFamily)JobConfigSchema.Families.Select(choice => choice.Value).ToList().IndexOf(word);
    }

    /// <summary>The data set of the config; null for a family that acts in a world, and when the name that was given is wrong.</summary>
    private static DatasetFacts? FindData(ModelFamily family, Dictionary<string, object> values, GivenKeys given, IDatasetLookup datasets)
    {
        const string Key = "dataset";
        return values.TryGetValue(Key, out var name) ? datasets.Find((string)name)
            : given.Known.Any(known => known.Key.Name == Key) ? null
            : JobConfigSchema.Find(Key)!.Uses.TryGetValue(family, out var use) ? datasets.Find((string)use.Default)
            : null;
    }

    private static void RefuseKeysOfOtherData(Dictionary<string, object> values, GivenKeys given, DatasetFacts? data, List<ProblemItem> problems)
    {
        foreach (var (key, entry) in given.Known.Where(known => !known.Key.IsReadWith(data) && values.Remove(known.Key.Name)))
        {
            var wanted = string.Join(" or ", key.WithData.Select(kind => kind.InWords()));
            problems.Add(new(entry.Path, $"{key.Name} ({ConfigValueReader.Shorten(entry.Value.GetRawText())}) is read only with a data set of {wanted}, and {data!.Name} is one of {data.Kind.InWords()}: remove it, or choose another dataset."));
        }
    }

    private static bool IsReplaced(ConfigKey key, Dictionary<string, object> values) => key.ReplacedBy is { } other && values.ContainsKey(other);

    private static void RefuseReplacedKeys(Dictionary<string, object> values, GivenKeys given, List<ProblemItem> problems)
    {
        foreach (var (key, entry) in given.Known.Where(known => IsReplaced(known.Key, values) && values.Remove(known.Key.Name)))
        {
            problems.Add(new(entry.Path, $"{key.Name} ({ConfigValueReader.Shorten(entry.Value.GetRawText())}) is not read together with {key.ReplacedBy}, which says it all: remove one of the two."));
        }
    }

    private static ProblemItem NotRead(ConfigKey key, GivenKey entry, ModelFamily chosen)
    {
        var readers = string.Join(", ", key.Families.Select(JobConfigSchema.NameOf));
        var model = JobConfigSchema.NameOf(chosen);
        return new(entry.Path, $"{key.Name} is not read by modelType {model}, only by {readers}: remove it, or choose another modelType{(entry.FamilyWasGiven ? "" : $" (none was given, so it is {model})")}.");
    }
}
