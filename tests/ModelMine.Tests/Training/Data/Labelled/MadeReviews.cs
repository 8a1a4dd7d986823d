using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace ModelMine.Tests.Training.Data.Labelled;

/// <summary>Archives in the format of the Large Movie Review Dataset.</summary>
internal static class MadeReviews
{
    /// <summary>A few reviews, with all else that the real archive has.</summary>
    public static readonly (string Path, string Text)[] Few =
    [
        ("aclImdb/README", "Large Movie Review Dataset v1.0"),
        ("aclImdb/imdb.vocab", "the\nand"),
        ("aclImdb/train/pos/1_10.txt", "A joy from start to end.<br />Äußerst gut."),
        ("aclImdb/train/neg/0_2.txt", "Dull."),
        ("aclImdb/train/neg/10_1.txt", "I left."),
        ("aclImdb/train/unsup/0_0.txt", "Nobody says what this is."),
        ("aclImdb/test/neg/0_3.txt", "Never again."),
        ("aclImdb/test/pos/0_9.txt", "Again!"),
        ("aclImdb/train/labeledBow.feat", "9 0:9"),
    ];

    public static string TarGz(string path, IEnumerable<(string Path, string Text)> files, Action<TarWriter>? more = null)
    {
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        using var tar = new TarWriter(gzip, TarEntryFormat.Ustar);
        tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, "aclImdb/"));
        foreach (var (name, text) in files)
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }

        more?.Invoke(tar);
        return path;
    }

    public static string Zip(string path, IEnumerable<(string Path, string Text)> files)
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, text) in files)
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }

        return path;
    }
}
