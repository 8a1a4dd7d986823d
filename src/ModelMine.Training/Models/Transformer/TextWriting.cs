using ModelMine.Training.Data.Text.Tokenizers;
using ModelMine.Training.Randomness;

namespace ModelMine.Training.Models.Transformer;

/// <summary>Lets a language model write text.</summary>
/// <param name="model">The model.</param>
/// <param name="tokenizer">The one that it was trained with.</param>
/// <param name="temperature">Above 0; below 1 the likely becomes likelier.</param>
internal sealed class TextWriting(TransformerModel model, ITokenizer tokenizer, double temperature)
{
    private const string LineEnd = "\n";

    /// <summary>What bytes decode to that do not make up a character yet; at most four make up one.</summary>
    private const char Unfinished = '\uFFFD';
    private const int LongestCharacter = 4;

    private readonly TextSampler _sampler = new(model, temperature);

    /// <summary>Writes from the beginning of a line.</summary>
    /// <param name="length">Tokens to write.</param>
    /// <param name="random">Where chance comes from.</param>
    public string Begin(int length, SeededRandom random) => tokenizer.Decode(_sampler.Continue(Beginning(), random).Take(length));

    /// <summary>Goes on with a text, piece by piece. A character that several tokens make up comes when it is whole.</summary>
    /// <param name="prompt">The text; the beginning of a line when it is empty.</param>
    /// <param name="length">Tokens to write.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <exception cref="ArgumentException">The tokenizer does not know a character.</exception>
    public IEnumerable<string> GoOn(string prompt, int length, SeededRandom random)
    {
        var waiting = new List<int>(LongestCharacter);
        foreach (var token in _sampler.Continue(prompt.Length == 0 ? Beginning() : tokenizer.Encode(prompt), random).Take(length))
        {
            waiting.Add(token);
            var text = tokenizer.Decode(waiting);
            if (text.EndsWith(Unfinished) && waiting.Count < LongestCharacter)
            {
                continue;
            }

            waiting.Clear();
            yield return text;
        }

        if (waiting.Count > 0)
        {
            yield return tokenizer.Decode(waiting);
        }
    }

    /// <summary>A line's end; a model of characters that has none begins with the first that it knows.</summary>
    private int[] Beginning() => tokenizer is CharacterTokenizer characters && !characters.Characters.Contains('\n', StringComparison.Ordinal)
        ? [0]
        : tokenizer.Encode(LineEnd);
}
