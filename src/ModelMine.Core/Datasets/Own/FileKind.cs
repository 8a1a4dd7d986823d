using ModelMine.Core.Datasets.Archives;
using ModelMine.Core.Datasets.Tables;

namespace ModelMine.Core.Datasets.Own;

/// <summary>What a file's name says of its content.</summary>
public enum FileKind
{
    /// <summary>Nothing that is known.</summary>
    Unknown,

    /// <summary>A table.</summary>
    Table,

    /// <summary>A running text.</summary>
    Text,

    /// <summary>An archive of images or of texts in class folders.</summary>
    Archive,

    /// <summary>Images or labels in the IDX format.</summary>
    Idx,
}

/// <summary>Tells kinds of files apart by their names.</summary>
public static class FileKinds
{
    private static readonly string[] Idx = [".idx", ".idx.gz", "ubyte", "ubyte.gz"];

    /// <summary>What can be given, in words.</summary>
    public static string InWords { get; } =
        $"a table ({string.Join(", ", TableFile.Extensions)}), a text (.txt), an archive of images or of texts in class folders ({string.Join(", ", ArchivedSamples.Extensions)}), or IDX files (-ubyte, .idx, also with .gz)";

    /// <summary>The kind of a file.</summary>
    /// <param name="name">The file's name.</param>
    public static FileKind Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TableFile.Extensions.Any(Ends) ? FileKind.Table
            : Ends(".txt") ? FileKind.Text
            : ArchivedSamples.Extensions.Any(Ends) ? FileKind.Archive
            : Idx.Any(Ends) ? FileKind.Idx
            : FileKind.Unknown;

        bool Ends(string extension) => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
    }
}
