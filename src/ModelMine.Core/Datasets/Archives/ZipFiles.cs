using System.Buffers.Binary;
using System.IO.Compression;

namespace ModelMine.Core.Datasets.Archives;

/// <summary>Reads zip archives, without ZIP64: its counts would let a small file ask for any memory.</summary>
internal static class ZipFiles
{
    private const uint EndSignature = 0x06054b50;
    private const int EndLength = 22;
    private const int LongestComment = ushort.MaxValue;

    public static IEnumerable<ArchiveFile> Read(string name, Stream archive)
    {
        CheckDirectory(name, archive);
        using var zip = Open(name, archive);
        var left = ArchiveLimits.Unpacked(archive.Length);
        foreach (var entry in zip.Entries)
        {
            // Unix file types: a symbolic link's target is its content, which is no image.
            if ((entry.ExternalAttributes >> 16 & 0xF000) == 0xA000)
            {
                throw new DatasetException($"{entry.FullName} in {name} is a link: pack the file itself.");
            }

            var parts = ArchivePath.Parts(name, entry.FullName);
            if (entry.FullName.EndsWith('/') || parts.Length == 0)
            {
                continue;
            }

            left -= entry.Length;
            if (left < 0)
            {
                throw new DatasetException(ArchiveFile.TooMuch(name));
            }

            using var content = Open(name, entry);
            yield return new(parts, new BoundedStream(content, entry.Length, $"{entry.FullName} in {name} is longer than the archive says: it is damaged."));
        }
    }

    private static void CheckDirectory(string name, Stream archive)
    {
        var tail = new byte[Math.Min(archive.Length, EndLength + LongestComment)];
        archive.Position = archive.Length - tail.Length;
        archive.ReadExactly(tail);
        archive.Position = 0;
        var end = -1;
        for (var i = tail.Length - EndLength; i >= 0 && end < 0; i--)
        {
            end = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(i)) == EndSignature ? i : -1;
        }

        if (end < 0)
        {
            throw new DatasetException($"{name} is no zip archive, or not whole: it does not end as one does.");
        }

        var (count, start) = (BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10)), BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16)));
        if (count == ushort.MaxValue || start == uint.MaxValue)
        {
            throw new DatasetException($"{name} holds {ushort.MaxValue} files or more: pack them as .tar.gz.");
        }

        if (archive.Length - start > ArchiveLimits.DirectoryBytes)
        {
            throw new DatasetException($"{name} has a list of files that is longer than {ArchiveLimits.DirectoryBytes / 1024 / 1024} MiB, or damaged.");
        }
    }

    private static ZipArchive Open(string name, Stream archive)
    {
        try
        {
            var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
            _ = zip.Entries.Count;
            return zip;
        }
        catch (InvalidDataException error)
        {
            throw new DatasetException($"{name} is no zip archive, or damaged: {error.Message}", error);
        }
    }

    private static Stream Open(string name, ZipArchiveEntry entry)
    {
        try
        {
            return entry.Open();
        }
        catch (InvalidDataException error)
        {
            throw new DatasetException($"{entry.FullName} in {name} cannot be unpacked: {error.Message}", error);
        }
    }
}
