using System.Globalization;

namespace ModelMine.Core.Ledger;

/// <summary>The time of a block: UTC, to the millisecond, always 24 characters, so that it can stand at the end of what is hashed.</summary>
public static class LedgerTimestamp
{
    /// <summary>Characters, and bytes, of a timestamp.</summary>
    public const int Length = 24;

    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Writes a time as <c>2026-11-24T01:02:03.456Z</c>; what is finer than a millisecond is cut off.</summary>
    /// <param name="time">The time, in any offset.</param>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture);

    /// <summary>Reads a timestamp in the one form that is allowed.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The time, UTC.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time)
        && Format(time) == text;
}
