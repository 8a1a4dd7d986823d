using ModelMine.Core.Datasets.Tables;

namespace ModelMine.Core.Datasets.Own;

/// <summary>What a file's name says of its content.</summary>
public static class FileKind
{
    /// <summary>A table.</summary>
    public const string Table = "table";

    /// <summary>A running text.</summary>
    public const string Text = "text";

    /// <summary>The kind of a file; null when its extension is not known.</summary>
    /// <param name="name">The file's name.</param>
    public static string? Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TableFile.Extensions.Any(extension => Ends(extension)) ? Table : Ends(".txt") ? Text : null;

        bool Ends(string extension) => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
    }
}
