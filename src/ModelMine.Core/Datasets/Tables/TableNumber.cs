using System.Globalization;

namespace ModelMine.Core.Datasets.Tables;

/// <summary>How tables write numbers: with a point, perhaps a sign and an exponent.</summary>
public static class TableNumber
{
    /// <summary>Reads a finite number.</summary>
    /// <param name="text">A value that is not missing.</param>
    /// <param name="number">The number; 0 when it is none.</param>
    /// <returns>Whether the text is a finite number.</returns>
    public static bool TryRead(string text, out double number)
    {
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
        number = isNumber ? number : 0;
        return isNumber;
    }
}
