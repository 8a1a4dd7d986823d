using ModelMine.Training.Data.Text.Tokenizers;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Data.Text.Labelled;

/// <summary>
/// Labelled texts as tokens, each text in a row that is filled up with zeros. The first token of a row, one more than the tokenizer
/// has, begins the text. A batch is as wide as its longest text.
/// </summary>
internal sealed class PaddedTexts : IDisposable
{
    private readonly Tensor _tokens, _lengths, _labels, _places;

    /// <param name="texts">The texts.</param>
    /// <param name="tokenizer">Makes tokens of them.</param>
    /// <param name="maxLength">Tokens of a text at most; what is longer is cut.</param>
    public PaddedTexts(LabelledTexts texts, ITokenizer tokenizer, int maxLength)
    {
        Count = texts.Count;
        var tokens = new int[Count * maxLength];
        var lengths = new long[Count];
        for (var text = 0; text < Count; text++)
        {
            var row = tokens.AsSpan(text * maxLength, maxLength);
            row[0] = tokenizer.Count;
            var encoded = tokenizer.Encode(texts.Texts[text]).AsSpan();
            encoded = encoded[..Math.Min(encoded.Length, maxLength - 1)];
            encoded.CopyTo(row[1..]);
            lengths[text] = encoded.Length + 1;
        }

        using var scope = NewDisposeScope();
        _tokens = tensor(tokens).view(Count, maxLength).DetachFromDisposeScope();
        _lengths = tensor(lengths).DetachFromDisposeScope();
        _labels = tensor(texts.Labels.Select(label => (long)label).ToArray()).DetachFromDisposeScope();
        _places = arange(maxLength).DetachFromDisposeScope();
    }

    /// <summary>How many texts there are.</summary>
    public int Count { get; }

    /// <summary>Some of the texts.</summary>
    /// <param name="places">Shape [texts], from 0 to <see cref="Count"/> - 1.</param>
    public PaddedBatch Take(Tensor places) =>
        Batch(_tokens.index_select(0, places), _lengths.index_select(0, places), _labels.index_select(0, places));

    /// <summary>Consecutive texts.</summary>
    public PaddedBatch Take(int start, int count) => Batch(_tokens.narrow(0, start, count), _lengths.narrow(0, start, count), _labels.narrow(0, start, count));

    public void Dispose()
    {
        _tokens.Dispose();
        _lengths.Dispose();
        _labels.Dispose();
        _places.Dispose();
    }

    private PaddedBatch Batch(Tensor tokens, Tensor lengths, Tensor labels)
    {
        var width = lengths.max().item<long>();
        return new(
            tokens.narrow(1, 0, width).to(ScalarType.Int64),
            _places.narrow(0, 0, width).unsqueeze(0).lt(lengths.unsqueeze(1)),
            labels);
    }
}

/// <summary>Texts ready for a model.</summary>
/// <param name="Tokens">Shape [texts, longest].</param>
/// <param name="Mask">Shape [texts, longest]: which tokens are of the text, and not what fills it up.</param>
/// <param name="Labels">Shape [texts], 64-bit.</param>
internal sealed record PaddedBatch(Tensor Tokens, Tensor Mask, Tensor Labels)
{
    /// <summary>The same on a device.</summary>
    public PaddedBatch On(Device device) => new(Tokens.On(device), Mask.On(device), Labels.On(device));
}
