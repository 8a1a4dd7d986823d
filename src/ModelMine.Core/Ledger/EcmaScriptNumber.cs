using System.Globalization;

namespace ModelMine.Core.Ledger;

/// <summary>Numbers as ECMAScript writes them (ECMA-262, Number::toString), which RFC 8785 asks for.</summary>
internal static class EcmaScriptNumber
{
    /// <exception cref="CanonicalJsonException">The number is NaN or infinite: JSON has no such number.</exception>
    public static string Format(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new CanonicalJsonException("NaN and infinities are not JSON numbers.");
        }

        if (value == 0)
        {
            return "0"; // -0 too
        }

        var (digits, point) = ShortestDigits(Math.Abs(value));
        var sign = value < 0 ? "-" : "";
        return sign + point switch
        {
            _ when digits.Length <= point && point <= 21 => digits.PadRight(point, '0'),
            > 0 and <= 21 => $"{digits[..point]}.{digits[point..]}",
            > -6 and <= 0 => $"0.{new string('0', -point)}{digits}",
            _ => $"{digits[0]}{(digits.Length > 1 ? "." : "")}{digits[1..]}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1)}",
        };
    }

    /// <summary>The fewest digits that read back as the same number, and how many of them stand before the decimal point.</summary>
    private static (string Digits, int Point) ShortestDigits(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        var exponent = exponentAt < 0 ? 0 : int.Parse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var pointAt = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = pointAt < 0 ? mantissa.Length : pointAt;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = all.TrimStart('0');
        var point = whole + exponent - (all.Length - significant.Length);
        return (significant.TrimEnd('0'), point);
    }
}
