using System.Reflection;
using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Core.JobConfigs;

/// <summary>A job config to begin with.</summary>
/// <param name="Key">Stable word for it; the file's name in <c>examples/</c> without <c>.json</c>.</param>
/// <param name="Title">A title for a job made of it.</param>
/// <param name="Description">One sentence: what it trains, and what to expect.</param>
/// <param name="NeedsDownload">Whether the first node that trains it fetches its data from the internet.</param>
/// <param name="Config">The config.</param>
public sealed record ExampleConfig(string Key, string Title, string Description, bool NeedsDownload, JsonElement Config);

/// <summary>The examples of the folder <c>examples/</c>, embedded; listed in <c>examples/index.json</c>.</summary>
public static class ExampleConfigs
{
    /// <summary>Every example, the most inviting first.</summary>
    public static IReadOnlyList<ExampleConfig> All { get; } = Load();

    /// <summary>The example of that key; null when there is none.</summary>
    /// <param name="key">Such as <c>mnist-cnn</c>.</param>
    public static ExampleConfig? Find(string key) => All.FirstOrDefault(example => example.Key == key);

    private static ExampleConfig[] Load() =>
        [.. Read("index.json").Deserialize<IndexEntry[]>(ModelMineJson.Options)!
            .Select(entry => new ExampleConfig(entry.Key, entry.Title, entry.Description, entry.NeedsDownload, Read($"{entry.Key}.json")))];

    private static JsonElement Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"examples/{file}")
            ?? throw new InvalidOperationException($"examples/index.json names {file}, but there is no such file beside it.");
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    private sealed record IndexEntry(string Key, string Title, string Description, bool NeedsDownload);
}
