using static TorchSharp.torch;

namespace ModelMine.Training.Parameters;

/// <summary>A tensor of a model: its name and layout as PyTorch has them, and how it begins.</summary>
/// <param name="Name">Such as <c>conv1.weight</c>.</param>
/// <param name="Shape">Outermost dimension first.</param>
/// <param name="Initialise">Fills the tensor, drawing from the generator.</param>
internal sealed record ParameterSpec(string Name, long[] Shape, Action<Tensor, Generator> Initialise)
{
    /// <summary>
    /// Whether it is a buffer: saved with the model but not trained by the optimizer, such as <c>bn1.running_mean</c>.
    /// </summary>
    public bool IsBuffer { get; init; }

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

    /// <summary>
    /// What a batch normalisation has (Ioffe and Szegedy 2015), named as <c>torch.nn.BatchNorm2d</c> names it: scale and shift, and
    /// the running mean and variance that stand in for a batch's own when the model is measured.
    /// </summary>
    /// <param name="name">Of the layer, such as <c>bn1</c>.</param>
    /// <param name="channels">Channels, or numbers of a vector.</param>
    public static IEnumerable<ParameterSpec> BatchNorm(string name, long channels) =>
    [
        Ones($"{name}.weight", channels),
        Zeros($"{name}.bias", channels),
        Zeros($"{name}.running_mean", channels) with { IsBuffer = true },
        Ones($"{name}.running_var", channels) with { IsBuffer = true },
    ];

    private static ParameterSpec Uniform(string name, long[] shape, double bound) =>
        new(name, shape, (values, generator) => values.uniform_(-bound, bound, generator));

    private static long FanIn(long[] shape) => shape.Skip(1).Aggregate(1L, (product, dimension) => product * dimension);
}
