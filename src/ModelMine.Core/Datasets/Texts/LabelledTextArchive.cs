using System.Text;
using ModelMine.Core.Datasets.Archives;

namespace ModelMine.Core.Datasets.Texts;

/// <summary>An archive of texts in class folders: one file a text, UTF-8, <c>.txt</c>.</summary>
public static class LabelledTextArchive
{
    /// <summary>What it holds, for messages.</summary>
    public const string What = "texts (.txt)";

    /// <summary>Bytes of a text at most.</summary>
    public const int LongestText = 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Whether a path is a text's.</summary>
    /// <param name="path">The path inside the archive.</param>
    public static bool IsText(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        // A text that lies in no folder has no class: it tells people about the others.
        return path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && path.Contains('/', StringComparison.Ordinal);
    }

    /// <summary>Every text of an archive, in the order in which they are packed.</summary>
    /// <param name="name">What the archive is called.</param>
    /// <param name="archive">Its bytes; can be sought in.</param>
    /// <exception cref="DatasetException">It is no archive, or holds what none may, or a text that is none; names the file inside.</exception>
    public static IEnumerable<(string[] Parts, string Text)> Read(string name, Stream archive) =>
        from sample in ArchivedSamples.Read(name, archive, IsText)
        select (sample.Parts, Decode($"{string.Join('/', sample.Parts)} in {name}", sample.File));

    private static string Decode(string name, byte[] bytes)
    {
        if (bytes.Length > LongestText) throw new DatasetException($"{name} is larger than {LongestText / 1024} KiB: cut it into parts.");
        if (bytes.Contains((byte)0)) throw new DatasetException($"{name} is no plain text: it holds the character U+0000.");
        try
        {
            var text = Strict.GetString(bytes).TrimStart('\uFEFF');
            return string.IsNullOrWhiteSpace(text) ? throw new DatasetException($"{name} holds no text: leave it out.") : text;
        }
        catch (DecoderFallbackException error)
        {
            throw new DatasetException($"{name} is not UTF-8 text: save it as plain text in UTF-8.", error);
        }
    }
}
