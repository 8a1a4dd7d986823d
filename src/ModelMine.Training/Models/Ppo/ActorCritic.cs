using ModelMine.Training.Models.Policy;
using ModelMine.Training.Parameters;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Models.Ppo;

/// <summary>
/// A policy (<c>actor</c>: a logit for each action) and what a state is worth (<c>critic</c>: one number), two networks that share
/// nothing: each two layers of <c>hiddenSize</c> units with tanh and a linear one. Tensors <c>actor.fc1.weight</c> … <c>critic.fc3.bias</c>
/// as of <c>torch.nn.Linear</c>, begun as PyTorch begins them, but the actor's last layer a hundred times smaller, so that
/// all actions are about as likely at first (Andrychowicz et al. 2021).
/// </summary>
internal sealed class ActorCritic(int observationLength, int hiddenSize, int actions, long seed)
{
    private const double FirstLogits = 0.01;

    public ParameterSet Parameters { get; } = new(
        [.. Network("actor", observationLength, hiddenSize, actions, FirstLogits), .. Network("critic", observationLength, hiddenSize, 1, 1)],
        seed);

    /// <param name="observations">Shape [states, numbers].</param>
    /// <returns>Logarithms of the actions' probabilities, shape [states, actions].</returns>
    public Tensor LogProbabilities(Tensor observations) => F.log_softmax(Forward("actor", observations), 1);

    /// <param name="observations">Shape [states, numbers].</param>
    /// <returns>The states' worth, shape [states].</returns>
    public Tensor Values(Tensor observations) => Forward("critic", observations).squeeze(1);

    /// <summary>The actor for one observation at a time.</summary>
    public FeedForward Actor() => new(Parameters, Activation.Tanh, "actor.fc1", "actor.fc2", "actor.fc3");

    /// <summary>The critic for one observation at a time.</summary>
    public FeedForward Critic() => new(Parameters, Activation.Tanh, "critic.fc1", "critic.fc2", "critic.fc3");

    private Tensor Forward(string network, Tensor values)
    {
        values = Linear(network, "fc1", values).tanh_();
        values = Linear(network, "fc2", values).tanh_();
        return Linear(network, "fc3", values);
    }

    private Tensor Linear(string network, string layer, Tensor values) =>
        F.linear(values, Parameters[$"{network}.{layer}.weight"], Parameters[$"{network}.{layer}.bias"]);

    private static IEnumerable<ParameterSpec> Network(string name, int inputs, int hiddenSize, int outputs, double scale) =>
    [
        .. Layer($"{name}.fc1", inputs, hiddenSize, 1),
        .. Layer($"{name}.fc2", hiddenSize, hiddenSize, 1),
        .. Layer($"{name}.fc3", hiddenSize, outputs, scale),
    ];

    private static ParameterSpec[] Layer(string name, int inputs, int outputs, double scale)
    {
        var bound = scale / Math.Sqrt(inputs);
        return
        [
            new(name + ".weight", [outputs, inputs], (values, generator) => values.uniform_(-bound, bound, generator)),
            new(name + ".bias", [outputs], (values, generator) => values.uniform_(-bound, bound, generator)),
        ];
    }
}
