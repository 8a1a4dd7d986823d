using System.Globalization;
using System.Text;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Server.Jobs.Pages;

/// <summary>A job config as a person types it: what it means, or everything wrong with it.</summary>
/// <param name="Json">The JSON; null when it is not JSON.</param>
/// <param name="Config">The effective config; null when there are problems.</param>
/// <param name="Problems">Everything wrong.</param>
public sealed record ConfigText(JsonElement? Json, EffectiveConfig? Config, IReadOnlyList<ProblemItem> Problems)
{
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 16 };

    /// <summary>Reads what was typed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="datasets">What the config may name; null for the catalog.</param>
    public static ConfigText Read(string text, IDatasetLookup? datasets = null)
    {
        if (string.IsNullOrWhiteSpace(text)) return new(null, null, [new("$", "The config is empty. Pick an example, or write a JSON object.")]);
        JsonElement json;
        try
        {
            using var document = JsonDocument.Parse(text, Reading);
            json = document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            return new(null, null, [NotJson(error)]);
        }

        var parsed = JobConfigParser.Parse(json, datasets: datasets);
        return new(json, parsed.Config, parsed.Problems);
    }

    /// <summary>Puts the suggested word in the place of the wrong one, and leaves the rest of the text as it was typed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">A problem with a suggestion.</param>
    /// <returns>The mended text; the same when the place is not found.</returns>
    public static string Mend(string text, ProblemItem problem)
    {
        if (problem.DidYouMean is not { } meant) return text;
        var bytes = Encoding.UTF8.GetBytes(text);
        if (JsonPlace.Find(bytes, problem.Path) is not { } place) return text;
        var word = JsonSerializer.Serialize(meant, ModelMineJson.Options);
        var withValue = Replace(bytes, place.Value, word);
        // The path of a name and that of its value are one: what is wrong is told by what mends it.
        return place.Name is { } name && IsStillThere(problem, withValue) ? Replace(bytes, name, word) : withValue;
    }

    private static bool IsStillThere(ProblemItem problem, string text) =>
        Read(text).Problems.Any(left => left.Path == problem.Path && left.Message == problem.Message);

    private static string Replace(byte[] text, Range place, string word)
    {
        var (start, length) = place.GetOffsetAndLength(text.Length);
        return Encoding.UTF8.GetString(text, 0, start) + word + Encoding.UTF8.GetString(text, start + length, text.Length - start - length);
    }

    /// <summary>The canonical spelling of a key that a person wrote; the same when it is not known.</summary>
    /// <param name="name">The key as written.</param>
    public static string CanonicalName(string name)
    {
        if (JobConfigSchema.Find(name) is { } key) return key.Name;
        var bare = name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        return bare.Equals(JobConfigSchema.ModelTypeKey, StringComparison.OrdinalIgnoreCase) ? JobConfigSchema.ModelTypeKey : name;
    }

    private static ProblemItem NotJson(JsonException error)
    {
        var line = (error.LineNumber ?? 0) + 1;
        var column = (error.BytePositionInLine ?? 0) + 1;
        return new("$", string.Create(CultureInfo.InvariantCulture, $"This is not JSON: look at line {line}, near character {column}. Keys and texts stand in double quotes, and a comma between two entries."));
    }
}
