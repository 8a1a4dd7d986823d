using ModelMine.Training.Data.Text.Tokenizers;

namespace ModelMine.Training.Data.Text;

/// <summary>A stretch of a text as tokens, in windows, and how many characters it asks a model to predict.</summary>
internal sealed class TextStretch : IDisposable
{
    public TextStretch(string text, ITokenizer tokenizer, int context, long seed)
    {
        var tokens = tokenizer.Encode(text);
        Windows = new(tokens, context, seed);
        Characters = tokens.Skip(1).Sum(token => (long)tokenizer.CharactersBegunIn(token));
    }

    public TextWindows Windows { get; }

    /// <summary>Characters that begin in the tokens whose prediction <see cref="TextWindows.InOrder"/> asks for.</summary>
    public long Characters { get; }

    public void Dispose() => Windows.Dispose();
}
