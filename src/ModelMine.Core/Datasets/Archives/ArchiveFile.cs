using System.IO.Compression;

namespace ModelMine.Core.Datasets.Archives;

/// <summary>A file inside an archive, while it is read.</summary>
/// <param name="Parts">The parts of its path.</param>
/// <param name="Content">Its bytes, to be read before the next file.</param>
internal sealed record ArchiveFile(string[] Parts, Stream Content)
{
    /// <summary>Its path.</summary>
    public string Path => string.Join('/', Parts);

    /// <summary>Its bytes.</summary>
    /// <exception cref="DatasetException">It is larger than a file may be.</exception>
    public byte[] ReadAll(string archive)
    {
        using var bounded = new BoundedStream(Content, ArchiveLimits.FileBytes, $"{Path} in {archive} is larger than {ArchiveLimits.FileBytes / 1024 / 1024} MiB.");
        using var bytes = new MemoryStream();
        bounded.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The files of an archive, one after the other.</summary>
    /// <param name="name">What the archive is called: its extension says what it is.</param>
    /// <param name="archive">Its bytes; can be sought in.</param>
    /// <exception cref="DatasetException">It is no such archive, or holds what none may.</exception>
    public static IEnumerable<ArchiveFile> Read(string name, Stream archive)
    {
        if (name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return ZipFiles.Read(name, archive);
        }

        var unpacked = name.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) ? archive : new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true);
        return TarFiles.Read(name, new BoundedStream(unpacked, ArchiveLimits.Unpacked(archive.Length), TooMuch(name)));
    }

    /// <summary>What is said of an archive that unpacks to more than it may.</summary>
    public static string TooMuch(string name) =>
        $"{name} unpacks to more than {ArchiveLimits.Ratio} times its size, as images and texts do not: it is refused.";
}
