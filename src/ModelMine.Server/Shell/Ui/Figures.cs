using System.Globalization;

namespace ModelMine.Server.Shell.Ui;

/// <summary>Writes figures for people: as many digits as mean something, groups of three, and the unit apart.</summary>
public static class Figures
{
    /// <summary>Between a figure and its unit: a space that does not break.</summary>
    public const string Gap = "\u00a0";

    private static readonly string[] ByteUnits = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>A count, such as <c>12,480</c>.</summary>
    /// <param name="value">The count.</param>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A measured value with four significant digits, such as <c>0.0523</c>, <c>2.303</c>, <c>1,204</c>.</summary>
    /// <param name="value">The value.</param>
    public static string Measured(double value)
    {
        if (!double.IsFinite(value)) return "not finite";
        var size = Math.Abs(value);
        if (size != 0 && size < 0.0001) return value.ToString("0.##e0", CultureInfo.InvariantCulture);
        var decimals = size >= 1000 || size == 0 ? 0 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 6);
        return value.ToString("N" + decimals, CultureInfo.InvariantCulture);
    }

    /// <summary>A share as percent with one decimal, such as <c>98.7 %</c>. Never rounds up to 100.</summary>
    /// <param name="share">0 to 1.</param>
    public static string Percent(double share)
    {
        var percent = share is < 1 and >= 0.9995 ? 99.9 : share * 100;
        return percent.ToString("0.0", CultureInfo.InvariantCulture) + Gap + "%";
    }

    /// <summary>A score in the way its name is read: accuracy as percent, the others as measured.</summary>
    /// <param name="name">Such as <c>accuracy</c>; null counts as unknown.</param>
    /// <param name="value">The score.</param>
    public static string Score(string? name, double value) =>
        IsShare(name) ? (value * 100).ToString("0.00", CultureInfo.InvariantCulture) + Gap + "%" : Measured(value);

    /// <summary>The name of a score or curve for people, such as <c>mean return</c> for <c>meanReturn</c>, or as the field writes it.</summary>
    /// <param name="name">The name on the wire.</param>
    public static string Words(string name) => name switch
    {
        "rmse" => "RMSE",
        "mae" => "mean absolute error",
        "r2" => "R²",
        _ => Separated(name),
    };

    private static string Separated(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>Whether values of this name lie between 0 and 1 and are read as percent.</summary>
    /// <param name="name">Name of a score or curve.</param>
    public static bool IsShare(string? name) => name?.EndsWith("accuracy", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>A size in bytes, such as <c>1.6 MiB</c>.</summary>
    /// <param name="bytes">Bytes.</param>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        while (bytes >= 1024 && unit < ByteUnits.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return bytes.ToString(unit == 0 || bytes >= 100 ? "0" : "0.0", CultureInfo.InvariantCulture) + Gap + ByteUnits[unit];
    }

    /// <summary>The first and last characters of a digest, enough to tell two apart by eye.</summary>
    /// <param name="digest">Lower-case hex.</param>
    public static string Abbreviated(string digest) => digest.Length <= 16 ? digest : $"{digest[..8]}…{digest[^6..]}";
}
