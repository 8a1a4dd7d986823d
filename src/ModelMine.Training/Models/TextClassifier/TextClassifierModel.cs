using ModelMine.Core.JobConfigs;
using ModelMine.Training.Models.Transformer;
using ModelMine.Training.Parameters;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;

namespace ModelMine.Training.Models.TextClassifier;

/// <summary>
/// A classifier of texts, encoder only, as BERT (Devlin et al. 2019) but with layer norms before each part, smaller, and trained
/// from scratch on nothing but the labelled texts. Tensors: <c>token_embedding.weight</c> [vocabulary + 1, width], whose last row
/// begins each text; <c>position_embedding.weight</c> [length, width]; <c>blocks.i.*</c> from 0, see <see cref="TransformerBlock"/>;
/// <c>norm.*</c>; <c>classifier.weight</c> [classes, width] and its bias.
/// </summary>
internal sealed class TextClassifierModel
{
    private const string TokenEmbedding = "token_embedding.weight";
    private const string PositionEmbedding = "position_embedding.weight";
    private readonly TransformerShape _shape;
    private readonly bool _mean;
    private readonly TransformerBlock[] _blocks;
    private readonly Affine _norm, _classifier;

    /// <param name="shape">The size, its vocabulary with the token that begins each text.</param>
    /// <param name="classes">Classes.</param>
    /// <param name="mean">Whether the mean of the tokens is classified; otherwise the first.</param>
    /// <param name="seed">The job's seed.</param>
    public TextClassifierModel(TransformerShape shape, int classes, bool mean, long seed)
    {
        _shape = shape;
        _mean = mean;
        Parameters = new(
            [
                ParameterSpec.Normal(TokenEmbedding, Affine.Deviation, shape.Vocabulary, shape.Width),
                ParameterSpec.Normal(PositionEmbedding, Affine.Deviation, shape.Context, shape.Width),
                .. Enumerable.Range(0, shape.Layers).SelectMany(block => TransformerBlock.Specs($"blocks.{block}", shape)),
                .. Affine.NormSpecs("norm", shape.Width),
                .. Affine.LinearSpecs("classifier", Affine.Deviation, classes, shape.Width),
            ],
            seed);
        _blocks = [.. Enumerable.Range(0, shape.Layers).Select(block => new TransformerBlock(Parameters, $"blocks.{block}", shape, rotary: null, causal: false))];
        _norm = new(Parameters, "norm");
        _classifier = new(Parameters, "classifier");
    }

    public ParameterSet Parameters { get; }

    /// <param name="config">Reads <c>maxLength</c>, <c>hiddenSize</c>, <c>numLayers</c>, <c>numHeads</c>, <c>numLabels</c>, <c>pooling</c>.</param>
    /// <param name="tokens">Different tokens of the tokenizer.</param>
    public static TextClassifierModel For(EffectiveConfig config, int tokens) => new(
        new(tokens + 1, config.Int32("maxLength"), config.Int32("hiddenSize"), config.Int32("numLayers"), config.Int32("numHeads")),
        config.Int32("numLabels"),
        config.Text("pooling") == "mean",
        config.Seed);

    /// <param name="tokens">Shape [texts, length].</param>
    /// <param name="mask">Shape [texts, length]: which tokens are of the text.</param>
    /// <param name="dropout">Null when the model is measured.</param>
    /// <returns>Shape [texts, classes]: unnormalised log-probabilities.</returns>
    public Tensor Forward(Tensor tokens, Tensor mask, Dropout? dropout)
    {
        var (texts, length) = (tokens.shape[0], tokens.shape[1]);
        var values = Parameters[TokenEmbedding].index_select(0, tokens.flatten()).view(texts, length, _shape.Width)
            .Plus(Parameters[PositionEmbedding].narrow(0, 0, length));
        values = dropout?.Apply(values) ?? values;
        var visible = mask.view(texts, 1, 1, length);
        foreach (var block in _blocks)
        {
            values = block.Forward(values, visible, dropout);
        }

        var pooled = Pool(_norm.Norm(values), mask);
        return _classifier.Linear(dropout?.Apply(pooled) ?? pooled);
    }

    private Tensor Pool(Tensor values, Tensor mask)
    {
        if (!_mean)
        {
            return values.select(1, 0);
        }

        var counted = mask.unsqueeze(2).to(values.dtype);
        return (values * counted).sum(1) / counted.sum(1);
    }
}
