using System.Text.Json;
using System.Text.RegularExpressions;
using ModelMine.Core.Contracts;

namespace ModelMine.Server.Shell.Problems;

/// <summary>Says what is wrong in a JSON body, and where.</summary>
internal static partial class JsonErrors
{
    /// <summary>Describes what is wrong.</summary>
    /// <param name="error">What the reader threw.</param>
    /// <param name="body">What the body was read as, if that is known.</param>
    public static Problem Describe(JsonException error, Type? body)
    {
        var path = error.Path is { Length: > 0 } given ? given : "$";
        var sentence = FirstSentence(error.Message);
        if (MissingMembers().Match(sentence) is { Success: true } missing)
        {
            var names = Quoted().Matches(missing.Groups["names"].Value).Select(m => m.Groups["name"].Value);
            return Invalid([.. names.Select(name => new ProblemItem($"{path}.{name}", "is missing"))]);
        }

        if (sentence.StartsWith("The JSON value could not be converted", StringComparison.Ordinal))
        {
            var expected = ExpectedValues.Of(JsonPlace.TypeAt(body, path));
            return Invalid([new ProblemItem(path, expected is null ? "is not of the kind that belongs here" : $"takes {expected.Words}") { Allowed = expected?.Allowed }]);
        }

        if (sentence.Contains("null values", StringComparison.Ordinal)) return Invalid([new ProblemItem(path, "must not be null")]);
        var place = error.LineNumber is { } line ? $"Line {line + 1}, byte {error.BytePositionInLine + 1}" : "It";
        return new Problem
        {
            Status = 400, Code = "invalid_json", Title = "The body is not valid JSON.", Detail = $"{place}: {sentence}", Errors = [new ProblemItem(path, sentence)],
        };
    }

    private static Problem Invalid(IReadOnlyList<ProblemItem> errors) => new()
    {
        Status = 400,
        Code = "invalid_body",
        Title = "The body is not what is expected here.",
        Detail = string.Join("; ", errors.Select(e => $"{e.Path} {e.Message}")) + ".",
        Errors = errors,
    };

    // The framework ends its messages with " Path: $.x | LineNumber: 0 | BytePositionInLine: 5.": the place is answered apart.
    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    [GeneratedRegex("^JSON deserialization for type '.*' was missing required properties including: (?<names>.*)$")]
    private static partial Regex MissingMembers();

    [GeneratedRegex("'(?<name>[^']*)'")]
    private static partial Regex Quoted();
}
