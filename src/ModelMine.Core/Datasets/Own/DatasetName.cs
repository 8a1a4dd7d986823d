using System.Globalization;
using ModelMine.Core.Names;

namespace ModelMine.Core.Datasets.Own;

/// <summary>The name of a user's own data set: <c>houses</c> is its newest version, <c>houses@2</c> the second.</summary>
/// <param name="Name">Without the version.</param>
/// <param name="Version">From 1; null for the newest.</param>
public readonly record struct DatasetName(string Name, int? Version)
{
    /// <summary>Characters of a name at most.</summary>
    public const int Longest = 64;

    private const char Separator = '@';

    /// <summary>The name as names are compared.</summary>
    public string Folded => Spelling.Fold(Name);

    /// <summary>Reads a name as a person wrote it.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Null when it cannot be the name of a data set.</returns>
    public static DatasetName? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = text.IndexOf(Separator, StringComparison.Ordinal);
        if (at < 0)
        {
            return new(text, null);
        }

        return int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
            ? new(text[..at], version)
            : null;
    }

    /// <summary>Why a name cannot be given to a new data set; null when it can.</summary>
    /// <param name="name">The name, without a version.</param>
    public static string? WhyNotNew(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > Longest || !char.IsAsciiLetterOrDigit(name[0])
            || !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_'))
        {
            return $"A data set's name has 1 to {Longest} lower-case letters, digits, - and _, and begins with a letter or digit.";
        }

        return DatasetCatalog.FindEntry(name) is { } entry
            ? $"{name} is the catalog's name of {entry.Facts.Name}: choose another."
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Version is { } version ? string.Create(CultureInfo.InvariantCulture, $"{Name}{Separator}{version}") : Name;
}
