using System.Text.Json.Serialization;

namespace ModelMine.Core.Contracts;

/// <summary>An error as the API answers it: RFC 9457 problem details, with each thing wrong listed in <see cref="Errors"/>.</summary>
public sealed record Problem
{
    /// <summary>What went wrong, in one short line.</summary>
    public required string Title { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Detail { get; init; }

    /// <summary>The HTTP status code; left out when no server answered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Status { get; init; }

    /// <summary>A stable word for programs, such as <c>insufficient_tokens</c>, <c>stale_lease</c>, <c>invalid_config</c>.</summary>
    public string? Code { get; init; }

    /// <summary>Each thing wrong in the request's body, with its place.</summary>
    public IReadOnlyList<ProblemItem>? Errors { get; init; }

    /// <summary>Names the request in the server's log.</summary>
    public string? TraceId { get; init; }
}

/// <summary>One thing wrong in a request's body.</summary>
/// <param name="Path">JSON path of the place, such as <c>$.config.learningRate</c>.</param>
/// <param name="Message">What is wrong there, what is allowed, and the nearest known word if there is one.</param>
public sealed record ProblemItem(string Path, string Message)
{
    /// <summary>The nearest known word, when the one given looks like a slip.</summary>
    [JsonPropertyName("didYouMean")]
    public string? DidYouMean { get; init; }

    /// <summary>The values that are allowed there, when they can be listed.</summary>
    public IReadOnlyList<string>? Allowed { get; init; }
}
