using System.Text.Json;

using ModelMine.Core.Contracts;

namespace ModelMine.Cli.Shell;

/// <summary>Writes what went wrong to standard error: sentences for people, a problem document for programs.</summary>
internal static class ErrorReport
{
    public static void Write(Surroundings surroundings, Problem problem, bool asJson)
    {
        if (asJson)
        {
            surroundings.Error.WriteLine(JsonSerializer.Serialize(problem, ModelMineJson.Options));
            return;
        }

        surroundings.Error.WriteLine($"error: {problem.Title}");
        foreach (var item in problem.Errors ?? []) surroundings.Error.WriteLine($"  {Line(item)}");
        if (problem.Detail is { Length: > 0 } detail) surroundings.Error.WriteLine(detail);
    }

    private static string Line(ProblemItem item)
    {
        var hint = item.DidYouMean is { } word && !item.Message.Contains(word, StringComparison.Ordinal) ? $" Did you mean \"{word}\"?" : "";
        return $"{item.Path}: {item.Message}{hint}";
    }
}
