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
    private readonly TextSampler _sampler = new(model, temperature);

    /// <summary>Writes from the beginning of a line.</summary>
    /// <param name="length">Tokens to write.</param>
    /// <param name="random">Where chance comes from.</param>
    public string Begin(int length, SeededRandom random) => tokenizer.Decode(_sampler.Continue(Beginning(), random).Take(length));

    /// <summary>A line's end; a model of characters that has none begins with the first that it knows.</summary>
    private int[] Beginning() => tokenizer is CharacterTokenizer characters && !characters.Characters.Contains('\n', StringComparison.Ordinal)
        ? [0]
        : tokenizer.Encode(LineEnd);
}
