namespace ModelMine.Training.Data.Text.Labelled;

/// <summary>Texts and their classes.</summary>
/// <param name="Texts">The texts.</param>
/// <param name="Labels">The class of each, from 0.</param>
internal sealed record LabelledTexts(IReadOnlyList<string> Texts, IReadOnlyList<int> Labels)
{
    public int Count => Texts.Count;

    /// <summary>Some of them, in the order given.</summary>
    public LabelledTexts Pick(IEnumerable<long> places)
    {
        var picked = places.Select(place => (int)place).ToArray();
        return new([.. picked.Select(place => Texts[place])], [.. picked.Select(place => Labels[place])]);
    }

    /// <summary>The class that occurs most; of several, the first.</summary>
    public int MostFrequentLabel() => Labels.CountBy(label => label).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
}

/// <summary>A set of labelled texts as read from its files.</summary>
/// <param name="Classes">What the labels mean.</param>
/// <param name="Train">What is trained on and validated with.</param>
/// <param name="Test">What is never trained on.</param>
/// <param name="Digest">See <see cref="Files.ContentDigest"/>.</param>
internal sealed record LabelledTextFiles(IReadOnlyList<string> Classes, LabelledTexts Train, LabelledTexts Test, string Digest)
{
    /// <summary>Rows of a table that are left out because they have no text or no class.</summary>
    public int LeftOut { get; init; }
}
