using System.Text.Json;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Cli.Jobs;

/// <summary>Reads a job config from a file or standard input.</summary>
internal static class ConfigFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static async Task<JsonElement> ReadAsync(string name, Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (name != "-" && !File.Exists(name)) throw new CliFailure(ExitCode.NotFound, $"There is no file {name}.");
        var text = name == "-"
            ? await surroundings.In.ReadToEndAsync(cancellationToken)
            : await File.ReadAllTextAsync(name, cancellationToken);
        try
        {
            using var document = JsonDocument.Parse(text, Lenient);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            var place = $"line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}";
            throw new CliFailure(
                ExitCode.Usage,
                $"{(name == "-" ? "Standard input" : name)} is not JSON ({place}).",
                errors: [new ProblemItem(e.Path ?? "$", e.Message)]);
        }
    }
}
