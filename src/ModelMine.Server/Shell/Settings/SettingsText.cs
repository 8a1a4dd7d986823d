using System.Globalization;

namespace ModelMine.Server.Shell.Settings;

/// <summary>Reads a setting's text as the type that it has.</summary>
internal static class SettingsText
{
    public static bool TryParse(Type type, string text, out object? value)
    {
        var known = Nullable.GetUnderlyingType(type) ?? type;
        (var isGood, value) = known switch
        {
            _ when known == typeof(string) => (true, text),
            _ when text.Length == 0 => (known != type, null),
            _ when known == typeof(bool) => (bool.TryParse(text, out var flag), flag),
            _ when known == typeof(int) => (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole), whole),
            _ when known == typeof(long) => (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var large), large),
            _ when known == typeof(double) => (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number), number),
            // By name alone: a number would be taken for any of them.
            _ when known.IsEnum => (!char.IsDigit(text[0]) && Enum.TryParse(known, text, ignoreCase: true, out var word) && Enum.IsDefined(known, word), Word(known, text)),
            _ => ((bool, object?))(false, null),
        };
        return isGood;
    }

    /// <summary>What such a setting takes, in words.</summary>
    public static string Expected(Type type)
    {
        var known = Nullable.GetUnderlyingType(type) ?? type;
        return known switch
        {
            _ when known.IsEnum => string.Join(" or ", Enum.GetNames(known).Select(name => name.ToLowerInvariant())),
            _ when known == typeof(bool) => "true or false",
            _ when known == typeof(int) || known == typeof(long) => "a whole number",
            _ => "a number",
        };
    }

    private static object? Word(Type type, string text) => Enum.TryParse(type, text, ignoreCase: true, out var word) ? word : null;
}
