using System.Text.Json;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Core.Formats;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Cli.Evaluate;

/// <summary>The config in a weights file, against one that was named.</summary>
internal static class WeightsConfig
{
    /// <summary>Fails when the file is no weights file, or was trained with another config than the one given.</summary>
    /// <param name="file">The weights.</param>
    /// <param name="given">A config as it was submitted; null for none.</param>
    public static void Require(string file, JsonElement? given)
    {
        if (!File.Exists(file)) throw new CliFailure(ExitCode.NotFound, $"There is no file {file}.");
        var (trained, datasets) = Read(file);
        if (given is not { } config) return;
        var parsed = JobConfigParser.Parse(config, datasets: datasets);
        if (parsed.Config is not { } effective) throw new CliFailure(ExitCode.Usage, "The config is not valid.", errors: parsed.Problems);
        if (effective.CanonicalJson == trained) return;
        throw new CliFailure(
            ExitCode.NotVerified, $"{Path.GetFileName(file)} was trained with another config.", "Leave the config out to use the one in the file.",
            [.. Differences(effective.Json, JsonElement.Parse(trained))]);
    }

    private static (string Config, IDatasetLookup? Datasets) Read(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var metadata = Safetensors.Open(stream).Metadata;
            return metadata.TryGetValue("config", out var config)
                ? (config, WeightsDataset.Lookup(metadata))
                : throw new SafetensorsException("Its metadata hold no config.");
        }
        catch (Exception error) when (error is SafetensorsException or JsonException)
        {
            throw new CliFailure(ExitCode.Usage, $"{file} is not what a completed job delivers: {error.Message}");
        }
    }

    private static IEnumerable<ProblemItem> Differences(JsonElement given, JsonElement trained)
    {
        foreach (var property in given.EnumerateObject())
        {
            var other = trained.TryGetProperty(property.Name, out var value) ? value.GetRawText() : "nothing";
            if (other != property.Value.GetRawText())
                yield return new ProblemItem($"$.{property.Name}", $"The config says {property.Value.GetRawText()}, the file {other}.");
        }

        foreach (var property in trained.EnumerateObject().Where(property => !given.TryGetProperty(property.Name, out _)))
            yield return new ProblemItem($"$.{property.Name}", $"The config says nothing, the file {property.Value.GetRawText()}.");
    }
}
