using System.Text;

namespace ModelMine.Training.Data.Text.Tokenizers;

/// <summary>
/// A token a character (Unicode scalar value): the most frequent ones of a text, ordered by code point. When the bound leaves some
/// out, the last token stands for all of those.
/// </summary>
internal sealed class CharacterTokenizer : ITokenizer
{
    public const string Kind = "character";

    /// <summary>Key of the metadata: the characters in the order of their numbers.</summary>
    public const string VocabularyKey = "vocabulary";

    private readonly Rune[] _characters;
    private readonly Dictionary<Rune, int> _numbers;

    /// <param name="characters">The characters in the order of their numbers, as <see cref="Characters"/> gave them.</param>
    public CharacterTokenizer(string characters)
    {
        Characters = characters;
        _characters = [.. characters.EnumerateRunes()];
        _numbers = _characters.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
    }

    /// <summary>The characters in the order of their numbers.</summary>
    public string Characters { get; }

    public string Unit => "characters";

    public int Count => _characters.Length;

    public IReadOnlyDictionary<string, string> Metadata => new Dictionary<string, string>
    {
        [TokenizerChoice.KindKey] = Kind,
        [VocabularyKey] = Characters,
    };

    /// <summary>Counts a text's characters and keeps the most frequent.</summary>
    /// <param name="texts">What is counted.</param>
    /// <param name="bound">At most that many numbers; at least 2.</param>
    /// <param name="meetsOthers">Whether other texts will be encoded too: then one number is kept for what these do not hold.</param>
    public static CharacterTokenizer Of(IEnumerable<string> texts, int bound, bool meetsOthers = false)
    {
        var counts = texts.SelectMany(text => text.EnumerateRunes()).CountBy(character => character).ToDictionary();
        meetsOthers |= counts.Remove(Rune.ReplacementChar);
        var byFrequency = counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key).ToArray();
        var complete = byFrequency.Length <= bound - (meetsOthers ? 1 : 0);
        var known = new StringBuilder();
        foreach (var character in byFrequency.Take(complete ? byFrequency.Length : bound - 1).Order())
        {
            known.Append(character.ToString());
        }

        return new(complete && !meetsOthers ? known.ToString() : known.Append(Rune.ReplacementChar.ToString()).ToString());
    }

    /// <summary>The numbers of a text's characters; one that was left out becomes U+FFFD.</summary>
    /// <exception cref="ArgumentException">A character is not known, and none was left out.</exception>
    public int[] Encode(string text)
    {
        var tokens = new List<int>(text.Length);
        foreach (var character in text.EnumerateRunes())
        {
            tokens.Add(NumberOf(character));
        }

        return [.. tokens];
    }

    public string Decode(IEnumerable<int> tokens) => string.Concat(tokens.Select(number => _characters[number].ToString()));

    public int CharactersBegunIn(int token) => 1;

    private int NumberOf(Rune character) =>
        _numbers.TryGetValue(character, out var number) || _numbers.TryGetValue(Rune.ReplacementChar, out number)
            ? number
            : throw new ArgumentException($"The model does not know the character '{character}' (U+{character.Value:X4}): its vocabulary is {Characters}", nameof(character));
}
