namespace ModelMine.Training.Data.Text;

/// <summary>
/// The characters that a model knows, each with a number: the most frequent ones of the whole text, ordered by code point.
/// When the bound leaves some out, the last number stands for all of those.
/// </summary>
internal sealed class CharacterVocabulary
{
    /// <summary>What a character that was left out is shown as.</summary>
    public const char Unknown = '\uFFFD';

    private readonly Dictionary<char, long> _numbers;

    /// <param name="characters">The characters in the order of their numbers, as <see cref="Characters"/> gave them.</param>
    public CharacterVocabulary(string characters)
    {
        Characters = characters;
        _numbers = characters.Select((character, number) => (character, number)).ToDictionary(pair => pair.character, pair => (long)pair.number);
    }

    /// <summary>The characters in the order of their numbers.</summary>
    public string Characters { get; }

    public int Count => Characters.Length;

    /// <summary>Counts a text's characters and keeps the most frequent.</summary>
    /// <param name="text">The whole text: its alphabet is known beforehand, what is held out is the order of it.</param>
    /// <param name="bound">At most that many numbers; at least 2.</param>
    public static CharacterVocabulary Of(string text, int bound)
    {
        var byFrequency = text.CountBy(character => character).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key).ToArray();
        var known = byFrequency.Length <= bound ? byFrequency : byFrequency[..(bound - 1)];
        var ordered = new string([.. known.Order()]);
        return new(byFrequency.Length <= bound ? ordered : ordered + Unknown);
    }

    /// <summary>The numbers of a text's characters; one that was left out becomes <see cref="Unknown"/>.</summary>
    /// <exception cref="ArgumentException">A character is not known, and the vocabulary left none out.</exception>
    public long[] Encode(string text) => [.. text.Select(NumberOf)];

    public string Decode(IEnumerable<long> numbers) => string.Concat(numbers.Select(number => Characters[(int)number]));

    private long NumberOf(char character) =>
        _numbers.TryGetValue(character, out var number) || _numbers.TryGetValue(Unknown, out number)
            ? number
            : throw new ArgumentException($"The vocabulary has no U+{(int)character:X4}.", nameof(character));
}
