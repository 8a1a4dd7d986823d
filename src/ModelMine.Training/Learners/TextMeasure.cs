using ModelMine.Training.Measures;

namespace ModelMine.Training.Learners;

/// <summary>How well a model predicts a text.</summary>
/// <param name="tokens">What was measured of its tokens.</param>
/// <param name="characters">Characters that they make up.</param>
/// <param name="asked">Words of <c>metrics</c>.</param>
internal sealed class TextMeasure(ClassMeasures tokens, long characters, IReadOnlyList<string> asked)
{
    private const string Accuracy = "accuracy";

    /// <summary>Tokens predicted.</summary>
    public long Tokens => tokens.Count;

    /// <summary>Characters that they make up.</summary>
    public long Characters => characters;

    /// <summary>Nats a token.</summary>
    public double Loss => tokens.Loss;

    /// <summary>Perplexity a token: of models with other tokens, it says nothing.</summary>
    public double Perplexity => Math.Exp(Loss);

    /// <summary>Bits a character: comparable between tokenizers.</summary>
    public double BitsPerCharacter => Loss * Tokens / Math.Log(2) / characters;

    /// <summary>The figures by name.</summary>
    /// <param name="split">What was measured, such as <c>test</c>.</param>
    public Dictionary<string, double> Figures(string split)
    {
        var figures = tokens.Figures(split);
        figures[$"{split}/perplexity"] = Perplexity;
        figures[$"{split}/bitsPerCharacter"] = BitsPerCharacter;
        if (!asked.Contains(Accuracy))
        {
            // It is no score of a language model: it is said only where it was asked for.
            figures.Remove($"{split}/{Accuracy}");
        }

        return figures;
    }
}
