using System.Text;

namespace ModelMine.Core.Datasets.Own;

/// <summary>Finds what a running text holds.</summary>
internal static class TextInspection
{
    private const int FewestCharacters = 1_000;
    private const int MostCharacters = 64 * 1024 * 1024;
    private const int CharactersShown = 2_000;

    public static async Task<InspectedDataset> InspectAsync(string name, OwnFile file, Stream content, CancellationToken cancellation)
    {
        var seen = new bool[char.MaxValue + 1];
        var beginning = new StringBuilder();
        long length = 0;
        using var text = OpenText(content);
        var buffer = new char[64 * 1024];
        try
        {
            for (int read; (read = await text.ReadAsync(buffer, cancellation)) > 0;)
            {
                length = length + read <= MostCharacters
                    ? length + read
                    : throw new DatasetException($"{file.Name} has more than {MostCharacters} characters: cut it into parts.");
                beginning.Append(buffer, 0, Math.Min(read, CharactersShown - beginning.Length));
                for (var i = 0; i < read; i++)
                {
                    seen[buffer[i]] = true;
                }
            }
        }
        catch (DecoderFallbackException error)
        {
            throw new DatasetException($"{file.Name} is not UTF-8 text: save it as plain text in UTF-8.", error);
        }

        if (seen[0])
        {
            throw new DatasetException($"{file.Name} is no plain text: it holds the character U+0000.");
        }

        var facts = new DatasetFacts
        {
            Name = name,
            Kind = DatasetKind.Text,
            TrainSamples = length >= FewestCharacters ? length : throw new DatasetException($"{file.Name} has {length} characters; {FewestCharacters} is the least that can be split and learned from."),
            TestSamples = 0,
            Characters = seen.Count(true.Equals),
            Files = [file.Fact],
        };
        return new(facts, new() { Text = beginning.ToString() });
    }

    /// <summary>Reads a text's bytes: UTF-8, with or without a mark at its beginning; anything else is an error.</summary>
    public static StreamReader OpenText(Stream content) =>
        new(content, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
}
