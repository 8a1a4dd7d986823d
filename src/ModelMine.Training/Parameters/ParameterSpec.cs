using static TorchSharp.torch;

namespace ModelMine.Training.Parameters;

/// <summary>A trainable tensor of a model: its name and layout as PyTorch has them, and how it begins.</summary>
/// <param name="Name">Such as <c>conv1.weight</c>.</param>
/// <param name="Shape">Outermost dimension first.</param>
/// <param name="Initialise">Fills the tensor, drawing from the generator.</param>
internal sealed record ParameterSpec(string Name, long[] Shape, Action<Tensor, Generator> Initialise)
{
    public long Count { get; } = Shape.Aggregate(1L, (product, dimension) => product * dimension);

    /// <summary>Weights before a ReLU: uniform with variance 2 / fan-in (He et al. 2015).</summary>
    public static ParameterSpec BeforeRelu(string name, params long[] shape) =>
        Uniform(name, shape, Math.Sqrt(6.0 / FanIn(shape)));

    /// <summary>Uniform within 1 / √inputs, as PyTorch begins the weights and the bias of a linear layer.</summary>
    public static ParameterSpec Linear(string name, long inputs, params long[] shape) => Uniform(name, shape, 1 / Math.Sqrt(inputs));

    public static ParameterSpec Normal(string name, double deviation, params long[] shape) =>
        new(name, shape, (values, generator) => values.normal_(0, deviation, generator));

    public static ParameterSpec Zeros(string name, params long[] shape) => new(name, shape, (values, _) => values.zero_());

    public static ParameterSpec Ones(string name, params long[] shape) => new(name, shape, (values, _) => values.copy_(ones(shape)));

    private static ParameterSpec Uniform(string name, long[] shape, double bound) =>
        new(name, shape, (values, generator) => values.uniform_(-bound, bound, generator));

    private static long FanIn(long[] shape) => shape.Skip(1).Aggregate(1L, (product, dimension) => product * dimension);
}
