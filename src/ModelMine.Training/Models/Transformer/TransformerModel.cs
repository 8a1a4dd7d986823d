using ModelMine.Training.Parameters;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Models.Transformer;

/// <summary>
/// A language model, decoder only. Tensors, all as PyTorch lays them out: <c>token_embedding.weight</c> [vocabulary, width];
/// <c>position_embedding.weight</c> [context, width] where positions are learned; <c>blocks.i.*</c> from 0, see
/// <see cref="TransformerBlock"/>; <c>norm.*</c>; <c>head.weight</c> [vocabulary, width], unless it is tied to the embedding.
/// </summary>
internal sealed class TransformerModel : IDisposable
{
    private const string TokenEmbedding = "token_embedding.weight";
    private const string PositionEmbedding = "position_embedding.weight";
    private const string Head = "head.weight";
    private readonly TransformerBlock[] _blocks;
    private readonly Affine _norm;
    private readonly RotaryPositions? _rotary;

    public TransformerModel(TransformerShape shape, long seed)
    {
        Shape = shape;
        Parameters = new(Specs(shape), seed);
        _rotary = shape.Rotary ? new(shape.Context, shape.HeadWidth) : null;
        _blocks = [.. Enumerable.Range(0, shape.Layers).Select(block => new TransformerBlock(Parameters, $"blocks.{block}", shape, _rotary, causal: true))];
        _norm = new(Parameters, "norm");
    }

    public TransformerShape Shape { get; }

    public ParameterSet Parameters { get; }

    /// <param name="tokens">Shape [texts, length]; at most as long as the context.</param>
    /// <param name="dropout">Null when the model is measured.</param>
    /// <returns>Shape [texts, length, vocabulary]: unnormalised log-probabilities of the next token at each place.</returns>
    public Tensor Forward(Tensor tokens, Dropout? dropout)
    {
        var length = tokens.shape[1];
        var values = Parameters[TokenEmbedding].index_select(0, tokens.flatten()).view(tokens.shape[0], length, Shape.Width);
        if (!Shape.Rotary)
        {
            values = values.Plus(Parameters[PositionEmbedding].narrow(0, 0, length));
        }

        values = dropout?.Apply(values) ?? values;
        foreach (var block in _blocks)
        {
            values = block.Forward(values, mask: null, dropout);
        }

        return MatrixProduct.Linear(_norm.Norm(values), Parameters[Shape.Tied ? TokenEmbedding : Head]);
    }

    public void Dispose() => _rotary?.Dispose();

    private static List<ParameterSpec> Specs(TransformerShape shape) =>
    [
        ParameterSpec.Normal(TokenEmbedding, Affine.Deviation, shape.Vocabulary, shape.Width),
        .. shape.Rotary ? [] : new[] { ParameterSpec.Normal(PositionEmbedding, Affine.Deviation, shape.Context, shape.Width) },
        .. Enumerable.Range(0, shape.Layers).SelectMany(block => TransformerBlock.Specs($"blocks.{block}", shape)),
        .. Affine.NormSpecs("norm", shape.Width),
        .. shape.Tied ? [] : new[] { ParameterSpec.Normal(Head, Affine.Deviation, shape.Vocabulary, shape.Width) },
    ];
}
