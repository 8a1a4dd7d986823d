using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ModelMine.Training.Data.Text.Labelled;

/// <summary>
/// Reads an archive (tar, tar.gz or zip) of texts in a folder for each class, as IMDB's are, from front to back. Nothing is
/// unpacked to disk; what a header says of a length is not believed, and how much is read is bounded.
/// </summary>
internal static class TextArchive
{
    private const string LocalEntry = "PK\x03\x04";
    private static readonly byte[] GzipMagic = [0x1F, 0x8B];

    /// <param name="path">The archive.</param>
    /// <param name="classes">The classes, in the order of their labels.</param>
    /// <param name="bounds">How much is read at most; null for the usual.</param>
    /// <exception cref="TrainingException">It is no such archive, or one that must not be read.</exception>
    public static (LabelledTexts Train, LabelledTexts Test) Read(string path, IReadOnlyList<string> classes, TextBounds? bounds = null)
    {
        var found = new FoundTexts(classes, bounds ?? new());
        try
        {
            using var file = File.OpenRead(path);
            var magic = new byte[4];
            var length = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
            file.Position = 0;
            if (Encoding.Latin1.GetString(magic, 0, length) == LocalEntry)
            {
                ReadZip(file, found);
            }
            else if (magic.AsSpan(0, GzipMagic.Length).SequenceEqual(GzipMagic))
            {
                using var plain = new GZipStream(file, CompressionMode.Decompress);
                ReadTar(plain, found);
            }
            else
            {
                ReadTar(file, found);
            }

            return found.InOrder();
        }
        catch (Exception error) when (error is InvalidDataException or IOException or FormatException)
        {
            throw new TrainingException($"{path} could not be read as an archive of texts in class folders: {error.Message}", retryable: false, error);
        }
    }

    private static void ReadTar(Stream stream, FoundTexts found)
    {
        using var tar = new TarReader(stream);
        while (tar.GetNextEntry() is { } entry)
        {
            found.CountEntry();
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                found.Take(entry.Name, () => entry.DataStream ?? Stream.Null);
            }
            else if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"Entry {found.Entries:N0} is a link; only plain files are read."));
            }
        }
    }

    private static void ReadZip(Stream stream, FoundTexts found)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        foreach (var entry in zip.Entries)
        {
            found.CountEntry();
            found.Take(entry.FullName, entry.Open);
        }
    }
}
