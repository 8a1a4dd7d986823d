using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs.Families;
using ModelMine.Core.Names;

namespace ModelMine.Core.JobConfigs;

/// <summary>Reads the name of a data set: it must be known, and of a kind that the family learns from.</summary>
internal static class DatasetValueReader
{
    private const int MostListed = 30;

    /// <summary>The entries of the catalog that a family learns from.</summary>
    public static IEnumerable<CatalogEntry> Catalog(ModelFamily family)
    {
        var rules = FamilyRules.Of(family);
        return DatasetCatalog.Entries.Where(entry => rules.WhyUnfit(entry.Facts) is null);
    }

    /// <returns>The canonical name; null when there was a problem.</returns>
    public static string? Read(string key, ModelFamily? family, GivenKey entry, IDatasetLookup datasets, List<ProblemItem> problems)
    {
        var rules = family is { } chosen ? FamilyRules.Of(chosen) : null;
        var allowed = datasets.All.Where(facts => rules?.WhyUnfit(facts) is null).Select(facts => facts.Name).ToList();
        var list = string.Join(", ", allowed.Take(MostListed)) + (allowed.Count > MostListed ? ", …" : "");
        if (entry.Value.ValueKind != JsonValueKind.String || !ConfigValueReader.TryGetText(entry.Value.GetString, out var name))
        {
            problems.Add(new(entry.Path, $"{key} must be the name of a data set ({list}), not {ConfigValueReader.Describe(entry.Value)}.") { Allowed = allowed });
            return null;
        }

        var given = ConfigValueReader.Shorten($"\"{name}\"");
        if (datasets.Find(name) is not { } found)
        {
            // People write a name without its version, which is the newest then.
            var meant = Spelling.Nearest(name, allowed.Select(known => known.Split('@')[0]));
            var hint = meant is null ? "" : $" Did you mean {meant}?";
            problems.Add(new(entry.Path, $"{key} {given} is not known: it must be one of: {list}.{hint}") { Allowed = allowed, DidYouMean = meant });
            return null;
        }

        if (rules?.WhyUnfit(found) is not { } reason)
        {
            return found.Name;
        }

        var model = rules.Word.Value;
        problems.Add(new(entry.Path, $"{key} {given} does not fit modelType {model}: it {reason}. For {model} it must be one of: {list}.") { Allowed = allowed });
        return null;
    }
}
