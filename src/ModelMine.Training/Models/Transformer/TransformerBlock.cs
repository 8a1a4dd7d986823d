using ModelMine.Training.Parameters;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Models.Transformer;

/// <summary>
/// A block of a transformer (Vaswani et al. 2017), with layer norms before each part (Xiong et al. 2020): attention over the places,
/// then a GELU layer four times as wide at each place; both are added to what comes in. Tensors, under the block's name:
/// <c>norm1.*</c>, <c>attention.qkv.*</c> [3 · width, width] (queries, keys, values; within each, head by head),
/// <c>attention.projection.*</c>, <c>norm2.*</c>, <c>mlp.fc1.*</c> [4 · width, width], <c>mlp.fc2.*</c>.
/// </summary>
/// <param name="parameters">Where its weights are.</param>
/// <param name="name">Its name, such as <c>blocks.0</c>.</param>
/// <param name="shape">The size of the transformer.</param>
/// <param name="rotary">How positions turn queries and keys; null when they do not.</param>
/// <param name="causal">Whether each place sees only itself and what is before it.</param>
internal sealed class TransformerBlock(ParameterSet parameters, string name, TransformerShape shape, RotaryPositions? rotary, bool causal)
{
    // The names are put together once, not at each step.
    private readonly Affine _norm1 = new(parameters, $"{name}.norm1"), _norm2 = new(parameters, $"{name}.norm2");
    private readonly Affine _qkv = new(parameters, $"{name}.attention.qkv"), _projection = new(parameters, $"{name}.attention.projection");
    private readonly Affine _fc1 = new(parameters, $"{name}.mlp.fc1"), _fc2 = new(parameters, $"{name}.mlp.fc2");

    /// <param name="values">Shape [texts, length, width].</param>
    /// <param name="mask">Which places may be seen, shape [texts, 1, 1, length]; null for all. Not together with causal.</param>
    /// <param name="dropout">Null when the model is measured.</param>
    public Tensor Forward(Tensor values, Tensor? mask, Dropout? dropout)
    {
        values = values.Plus(Dropped(Attend(_norm1.Norm(values), mask)));
        return values.Plus(Dropped(_fc2.Linear(F.gelu(_fc1.Linear(_norm2.Norm(values))))));

        Tensor Dropped(Tensor part) => dropout?.Apply(part) ?? part;
    }

    /// <summary>The parameters of a block.</summary>
    public static IEnumerable<ParameterSpec> Specs(string name, TransformerShape shape)
    {
        // Each part that adds to the stream begins smaller, the more of them there are (Radford et al. 2019).
        var residualDeviation = Affine.Deviation / Math.Sqrt(2.0 * shape.Layers);
        var width = shape.Width;
        return
        [
            .. Affine.NormSpecs($"{name}.norm1", width),
            .. Affine.LinearSpecs($"{name}.attention.qkv", Affine.Deviation, 3 * width, width),
            .. Affine.LinearSpecs($"{name}.attention.projection", residualDeviation, width, width),
            .. Affine.NormSpecs($"{name}.norm2", width),
            .. Affine.LinearSpecs($"{name}.mlp.fc1", Affine.Deviation, 4 * width, width),
            .. Affine.LinearSpecs($"{name}.mlp.fc2", residualDeviation, width, 4 * width),
        ];
    }

    private Tensor Attend(Tensor values, Tensor? mask)
    {
        var (texts, length) = (values.shape[0], values.shape[1]);
        var split = _qkv.Linear(values).view(texts, length, 3, shape.Heads, shape.HeadWidth).permute(2, 0, 3, 1, 4);
        var (queries, keys) = (split[0], split[1]);
        if (rotary is not null)
        {
            var turned = rotary.Turn(split.narrow(0, 0, 2));
            (queries, keys) = (turned[0], turned[1]);
        }

        var attended = F.scaled_dot_product_attention(queries, keys, split[2], mask, is_casual: causal);
        return _projection.Linear(attended.transpose(1, 2).reshape(texts, length, shape.Width));
    }
}
