using System.Text.RegularExpressions;

namespace ModelMine.Training.Data.Text.Tokenizers;

/// <summary>
/// The pieces that a text is cut into before byte pairs are merged, so that no token reaches from one word into the next: letters,
/// digits or other signs, each with the space before it; and white space. As in GPT-2 (Radford et al. 2019), but that its list of
/// English contractions is left out, and that a piece has 128 signs at most, so that the work grows in line with the text.
/// </summary>
internal static partial class TextPieces
{
    /// <summary>The pieces in their order; together they are the text.</summary>
    public static Regex.ValueMatchEnumerator Of(ReadOnlySpan<char> text) => Piece().EnumerateMatches(text);

    // Half of a surrogate pair is no text: the two stay together, as one sign.
    [GeneratedRegex(@" ?\p{L}{1,128}| ?\p{N}{1,128}| ?(?:\p{Cs}\p{Cs}|[^\s\p{L}\p{N}\p{Cs}]){1,128}|\s{1,128}(?!\S)|\s|\p{Cs}", RegexOptions.CultureInvariant)]
    private static partial Regex Piece();
}
