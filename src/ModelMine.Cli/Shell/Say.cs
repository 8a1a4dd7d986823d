using System.Globalization;

namespace ModelMine.Cli.Shell;

/// <summary>Says a time span or a figure to a person.</summary>
internal static class Say
{
    public static string Duration(TimeSpan span)
    {
        var seconds = Math.Max(0, (long)Math.Round(span.TotalSeconds));
        return seconds switch
        {
            < 60 => $"{seconds} s",
            < 3600 => $"{seconds / 60} min {seconds % 60:00} s",
            < 86_400 => $"{seconds / 3600} h {seconds / 60 % 60:00} min",
            _ => $"{seconds / 86_400} d {seconds / 3600 % 24} h",
        };
    }

    public static string Seconds(double seconds) => Duration(TimeSpan.FromSeconds(Math.Min(seconds, 1e9)));

    public static string Ago(DateTimeOffset at, TimeProvider time) => $"{Duration(time.GetUtcNow() - at)} ago";

    /// <summary>Four digits that matter.</summary>
    public static string Figure(double value) =>
        Math.Abs(value) is >= 0.0001 and < 1_000_000 or 0
            ? value.ToString(Math.Abs(value) >= 100 ? "0.#" : "0.0000", CultureInfo.InvariantCulture)
            : value.ToString("0.###e0", CultureInfo.InvariantCulture);

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long value, string noun) => value == 1 ? $"1 {noun}" : $"{Count(value)} {noun}s";

    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} B",
        < 1_000_000 => FormattableString.Invariant($"{bytes / 1e3:0.0} kB"),
        < 1_000_000_000 => FormattableString.Invariant($"{bytes / 1e6:0.0} MB"),
        _ => FormattableString.Invariant($"{bytes / 1e9:0.00} GB"),
    };
}
