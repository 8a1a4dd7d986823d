namespace ModelMine.Core.Datasets.Tables;

/// <summary>How tables write that a value is not there.</summary>
public static class MissingValue
{
    /// <summary>The texts that stand for a missing value, besides nothing and spaces.</summary>
    public static IReadOnlyList<string> Words { get; } = ["NA", "N/A", "NaN", "nan", "null", "NULL", "?"];

    /// <summary>The text without spaces around it; null when it stands for a missing value.</summary>
    /// <param name="text">A value as the file has it.</param>
    public static string? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        return trimmed.Length == 0 || (trimmed.Length <= 4 && Words.Contains(trimmed)) ? null : trimmed;
    }
}
