using ModelMine.Core.JobConfigs;
using ModelMine.Training.Parameters;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Models.Transformer;

/// <summary>
/// A decoder over characters (Vaswani et al. 2017) with layer norms before each part (Xiong et al. 2020) and learned positions.
/// Tensors, all as PyTorch lays them out: <c>token_embedding.weight</c> [vocabulary, width], <c>position_embedding.weight</c>
/// [context, width]; for each block i from 0 <c>blocks.i.norm1.*</c>, <c>blocks.i.attention.qkv.*</c> [3 · width, width] (queries,
/// keys, values; within each, head by head), <c>blocks.i.attention.projection.*</c>, <c>blocks.i.norm2.*</c>, <c>blocks.i.mlp.fc1.*</c>
/// [4 · width, width], <c>blocks.i.mlp.fc2.*</c>; <c>norm.*</c>; <c>head.weight</c> [vocabulary, width], not tied to the embedding.
/// </summary>
internal sealed class TransformerModel(TransformerShape shape, long seed)
{
    private const double LayerNormEpsilon = 1e-5;
    private readonly long[] _width = [shape.Width];

    public TransformerShape Shape { get; } = shape;

    public ParameterSet Parameters { get; } = new(Specs(shape), seed);

    /// <param name="tokens">Shape [texts, length]; at most as long as the context.</param>
    /// <param name="dropout">Null when the model is measured.</param>
    /// <returns>Shape [texts, length, vocabulary]: unnormalised log-probabilities of the next character at each place.</returns>
    public Tensor Forward(Tensor tokens, Dropout? dropout)
    {
        var length = tokens.shape[1];
        var characters = Parameters["token_embedding.weight"].index_select(0, tokens.flatten()).view(tokens.shape[0], length, Shape.Width);
        var values = characters.Plus(Parameters["position_embedding.weight"].narrow(0, 0, length));
        values = dropout?.Apply(values) ?? values;
        for (var block = 0; block < Shape.Layers; block++)
        {
            var name = $"blocks.{block}";
            values = values.Plus(Dropped(Attend(Norm(values, $"{name}.norm1"), $"{name}.attention")));
            values = values.Plus(Dropped(Linear(F.gelu(Linear(Norm(values, $"{name}.norm2"), $"{name}.mlp.fc1")), $"{name}.mlp.fc2")));
        }

        return F.linear(Norm(values, "norm"), Parameters["head.weight"]);

        Tensor Dropped(Tensor part) => dropout?.Apply(part) ?? part;
    }

    private Tensor Attend(Tensor values, string name)
    {
        var (texts, length) = (values.shape[0], values.shape[1]);
        var headWidth = Shape.Width / Shape.Heads;
        var split = Linear(values, $"{name}.qkv").view(texts, length, 3, Shape.Heads, headWidth).permute(2, 0, 3, 1, 4);
        var attended = F.scaled_dot_product_attention(split[0], split[1], split[2], is_casual: true);
        return Linear(attended.transpose(1, 2).reshape(texts, length, Shape.Width), $"{name}.projection");
    }

    private Tensor Linear(Tensor values, string name) => F.linear(values, Parameters[$"{name}.weight"], Parameters[$"{name}.bias"]);

    private Tensor Norm(Tensor values, string name) =>
        F.layer_norm(values, _width, Parameters[$"{name}.weight"], Parameters[$"{name}.bias"], LayerNormEpsilon);

    private static List<ParameterSpec> Specs(TransformerShape shape)
    {
        const double Deviation = 0.02;
        // Each part that adds to the stream begins smaller, the more of them there are (Radford et al. 2019).
        var residualDeviation = Deviation / Math.Sqrt(2.0 * shape.Layers);
        var width = shape.Width;
        var specs = new List<ParameterSpec>
        {
            ParameterSpec.Normal("token_embedding.weight", Deviation, shape.Vocabulary, width),
            ParameterSpec.Normal("position_embedding.weight", Deviation, shape.Context, width),
        };
        for (var block = 0; block < shape.Layers; block++)
        {
            var name = $"blocks.{block}";
            Norm($"{name}.norm1");
            Linear($"{name}.attention.qkv", Deviation, 3 * width, width);
            Linear($"{name}.attention.projection", residualDeviation, width, width);
            Norm($"{name}.norm2");
            Linear($"{name}.mlp.fc1", Deviation, 4 * width, width);
            Linear($"{name}.mlp.fc2", residualDeviation, width, 4 * width);
        }

        Norm("norm");
        specs.Add(ParameterSpec.Normal("head.weight", Deviation, shape.Vocabulary, width));
        return specs;

        void Norm(string name) => specs.AddRange([ParameterSpec.Ones($"{name}.weight", width), ParameterSpec.Zeros($"{name}.bias", width)]);

        void Linear(string name, double deviation, int outputs, int inputs) =>
            specs.AddRange([ParameterSpec.Normal($"{name}.weight", deviation, outputs, inputs), ParameterSpec.Zeros($"{name}.bias", outputs)]);
    }
}

/// <summary>The size of a transformer.</summary>
/// <param name="Vocabulary">Characters that it knows.</param>
/// <param name="Context">Characters that it sees at once.</param>
/// <param name="Width">Numbers that stand for a character on its way.</param>
/// <param name="Layers">Blocks.</param>
/// <param name="Heads">Attention heads of each block; divides the width.</param>
internal sealed record TransformerShape(int Vocabulary, int Context, int Width, int Layers, int Heads)
{
    public static TransformerShape Of(EffectiveConfig config, int vocabulary) =>
        new(vocabulary, config.Int32("contextLength"), config.Int32("hiddenSize"), config.Int32("numLayers"), config.Int32("numHeads"));
}
