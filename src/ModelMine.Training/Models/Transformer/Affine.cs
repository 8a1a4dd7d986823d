using ModelMine.Training.Parameters;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Models.Transformer;

/// <summary>A weight and a bias of a transformer, as <c>NAME.weight</c> and <c>NAME.bias</c>.</summary>
internal sealed class Affine(ParameterSet parameters, string name)
{
    /// <summary>Standard deviation with which weights begin (Radford et al. 2018).</summary>
    public const double Deviation = 0.02;

    private const double LayerNormEpsilon = 1e-5;
    private readonly string _weight = $"{name}.weight";
    private readonly string _bias = $"{name}.bias";
    private readonly long[] _shape = parameters[$"{name}.bias"].shape;

    public static IEnumerable<ParameterSpec> LinearSpecs(string name, double deviation, int outputs, int inputs) =>
        [ParameterSpec.Normal($"{name}.weight", deviation, outputs, inputs), ParameterSpec.Zeros($"{name}.bias", outputs)];

    public static IEnumerable<ParameterSpec> NormSpecs(string name, int width) =>
        [ParameterSpec.Ones($"{name}.weight", width), ParameterSpec.Zeros($"{name}.bias", width)];

    public Tensor Linear(Tensor values) => MatrixProduct.Linear(values, parameters[_weight], parameters[_bias]);

    /// <summary>Layer norm over the last dimension (Ba et al. 2016).</summary>
    public Tensor Norm(Tensor values) => F.layer_norm(values, _shape, parameters[_weight], parameters[_bias], LayerNormEpsilon);
}
