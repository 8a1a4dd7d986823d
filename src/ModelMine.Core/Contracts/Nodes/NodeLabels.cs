namespace ModelMine.Core.Contracts;

/// <summary>Labels that the owner of a node gives it, such as <c>lab=3rd-floor</c>, and that jobs may ask for.</summary>
public static class NodeLabels
{
    /// <summary>Labels that a node may have, and a job may ask for.</summary>
    public const int Most = 16;

    private const int LongestKey = 40;
    private const int LongestValue = 60;

    /// <summary>Reads <c>key=value</c>; null when it is no label.</summary>
    /// <param name="text">What was typed.</param>
    public static KeyValuePair<string, string>? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('=', 2) is [var key, var value] && IsKey(key.Trim()) && IsValue(value.Trim()) ? new(key.Trim(), value.Trim()) : null;
    }

    /// <summary>Everything that is wrong with labels.</summary>
    /// <param name="labels">The labels; null for none.</param>
    /// <param name="path">Their JSON path.</param>
    public static IEnumerable<ProblemItem> WhyNot(IEnumerable<KeyValuePair<string, string>>? labels, string path)
    {
        var all = labels?.ToList() ?? [];
        if (all.Count > Most) yield return new(path, $"At most {Most} labels.");
        foreach (var (key, value) in all.Take(Most))
        {
            if (!IsKey(key)) yield return new($"{path}.{key}", $"A label's name has 1 to {LongestKey} small letters, digits, dots, hyphens and underscores.");
            else if (!IsValue(value)) yield return new($"{path}.{key}", $"A label's value has 1 to {LongestValue} letters, digits, dots, hyphens and underscores.");
        }
    }

    private static bool IsKey(string key) => key.Length is > 0 and <= LongestKey && key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_');

    private static bool IsValue(string? value) => value is { Length: > 0 and <= LongestValue } && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
