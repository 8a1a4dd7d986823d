using System.Globalization;

namespace ModelMine.Server.Shell.Wire;

/// <summary>Reads <c>If-Match</c> (RFC 9110, 13.1.1) where versions are whole numbers.</summary>
internal static class IfMatch
{
    /// <summary>The version that must still be the newest; null when any will do.</summary>
    /// <param name="header">The header's value; null when it was not sent.</param>
    /// <exception cref="RefusedException">400: it names no version.</exception>
    public static long? Version(string? header) => header?.Trim() switch
    {
        null or "*" => null,
        ['"', .. var digits, '"'] when long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) => version,
        _ => throw new RefusedException(
            400, "invalid_parameter", "Header If-Match names no version.", "It takes the version that you have seen, in quotes, such as \"3\".",
            [new("If-Match", "it takes a whole number in quotes, such as \"3\"")]),
    };
}
