using ModelMine.Core.Datasets;
using ModelMine.Training.Randomness;

namespace ModelMine.Training.Data.Text.Labelled;

/// <summary>
/// The verses of the shipped King James text, a line each, and the book that each is from. The books follow each other, so their
/// lengths say which is which. A tenth of the verses is held out to test, the same for every job.
/// </summary>
internal static class KingJamesBooks
{
    public const string Name = "kjv-books";
    private const int TestVerses = 424;

    /// <summary>Any fixed number would do: the year of the translation.</summary>
    private const long SplitSeed = 1611;

    /// <summary>Verses of Genesis, Mark, Luke and John.</summary>
    private static readonly int[] Verses = [1533, 678, 1151, 879];

    /// <param name="folder">The folder that holds the text.</param>
    /// <exception cref="TrainingException">The text is missing or damaged.</exception>
    public static LabelledTextFiles Read(string folder)
    {
        var text = KingJamesText.Read(folder);
        var verses = text.Content.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var whole = new LabelledTexts(verses, [.. Verses.Index().SelectMany(book => Enumerable.Repeat(book.Index, book.Item))]);
        var order = new SeededRandom(SplitSeed, Purpose.TestSplit, 0).Permutation(whole.Count);
        return new(
            DatasetCatalog.FindEntry(Name)!.Facts.Classes,
            whole.Pick(order.Skip(TestVerses).Order()),
            whole.Pick(order.Take(TestVerses).Order()),
            text.Digest);
    }
}
