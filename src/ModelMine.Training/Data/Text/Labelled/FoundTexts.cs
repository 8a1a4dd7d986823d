using System.Globalization;
using System.Text;

namespace ModelMine.Training.Data.Text.Labelled;

/// <summary>The texts that an archive was found to hold, within bounds.</summary>
internal sealed class FoundTexts(IReadOnlyList<string> classes, TextBounds bounds)
{
    private readonly List<(TextFolderName Name, string Text)> _texts = [];
    private readonly byte[] _buffer = new byte[bounds.BytesOfText + 1];
    private long _bytes;

    /// <summary>Entries seen.</summary>
    public int Entries { get; private set; }

    /// <exception cref="InvalidDataException">There are too many.</exception>
    public void CountEntry()
    {
        if (++Entries > bounds.Entries)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"It has more than {bounds.Entries:N0} entries."));
        }
    }

    /// <summary>Takes a file of the archive, if it is a labelled text.</summary>
    /// <exception cref="InvalidDataException">It must not be read.</exception>
    public void Take(string path, Func<Stream> open)
    {
        if (TextFolderName.Read(path) is not { } name)
        {
            return;
        }

        using var content = open();
        var length = content.ReadAtLeast(_buffer, _buffer.Length, throwOnEndOfStream: false);
        _bytes += length;
        if (length > bounds.BytesOfText || _bytes > bounds.BytesInAll)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{name.Class}/{name.File} is too much: a text may have {bounds.BytesOfText:N0} bytes, and all together {bounds.BytesInAll:N0}."));
        }

        _texts.Add((name, Encoding.UTF8.GetString(_buffer, 0, length)));
    }

    /// <summary>The texts, ordered by class and name, whatever their order in the archive.</summary>
    /// <exception cref="InvalidDataException">The classes are not those that were expected, or a split is empty.</exception>
    public (LabelledTexts Train, LabelledTexts Test) InOrder()
    {
        var found = _texts.Select(text => text.Name.Class).Distinct().Order(StringComparer.Ordinal).ToList();
        if (!found.SequenceEqual(classes.Order(StringComparer.Ordinal)))
        {
            throw new InvalidDataException($"Its classes are {(found.Count == 0 ? "none" : string.Join(", ", found.Take(20)))}, but {string.Join(", ", classes)} are expected.");
        }

        var (train, test) = (Split(false), Split(true));
        return train.Count >= 2 && test.Count >= 1
            ? (train, test)
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"It holds {train.Count:N0} texts to train on and {test.Count:N0} to test; there must be 2 and 1 at the least."));
    }

    private LabelledTexts Split(bool test)
    {
        var label = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        var texts = _texts.Where(text => text.Name.IsTest == test)
            .OrderBy(text => label[text.Name.Class]).ThenBy(text => text.Name.File, StringComparer.Ordinal).ToList();
        return new([.. texts.Select(text => text.Text)], [.. texts.Select(text => label[text.Name.Class])]);
    }
}
