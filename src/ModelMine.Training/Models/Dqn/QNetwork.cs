using ModelMine.Training.Models.Policy;
using ModelMine.Training.Parameters;
using ModelMine.Training.Runtime;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Models.Dqn;

/// <summary>
/// Estimates the discounted return of each action: two layers of <c>hiddenSize</c> units with ReLU (<c>fc1</c>, <c>fc2</c>), then
/// one unit an action (<c>fc3</c>); or, dueling (Wang et al. 2016), the state's worth V (<c>value</c>) beside each action's
/// advantage A (<c>advantage</c>), which give V + A - mean(A). Tensors <c>*.weight</c>, <c>*.bias</c> as of <c>torch.nn.Linear</c>,
/// and begun as PyTorch begins them: with larger weights (He et al.), estimates run away from the start.
/// </summary>
internal sealed class QNetwork(int observationLength, int hiddenSize, int actions, bool dueling, long seed)
{
    public ParameterSet Parameters { get; } = new(
        [
            .. Layer("fc1", observationLength, hiddenSize),
            .. Layer("fc2", hiddenSize, hiddenSize),
            .. dueling
                ? [.. Layer("value", hiddenSize, 1), .. Layer("advantage", hiddenSize, actions)]
                : Layer("fc3", hiddenSize, actions),
        ],
        seed);

    /// <param name="observations">Shape [states, numbers].</param>
    /// <returns>Shape [states, actions].</returns>
    public Tensor Forward(Tensor observations)
    {
        var hidden = F.relu(Linear(F.relu(Linear(observations, "fc1")), "fc2"));
        if (!dueling)
        {
            return Linear(hidden, "fc3");
        }

        var advantages = Linear(hidden, "advantage");
        return advantages.Plus(Linear(hidden, "value")).Minus(advantages.mean([1], keepdim: true));
    }

    /// <summary>Chooses as this network does: in a dueling one the highest advantage makes the highest estimate.</summary>
    public FeedForward Policy() => new(Parameters, Activation.Relu, "fc1", "fc2", dueling ? "advantage" : "fc3");

    private Tensor Linear(Tensor values, string layer) => F.linear(values, Parameters[layer + ".weight"], Parameters[layer + ".bias"]);

    private static ParameterSpec[] Layer(string name, int inputs, int outputs) =>
    [
        ParameterSpec.Linear(name + ".weight", inputs, outputs, inputs),
        ParameterSpec.Linear(name + ".bias", inputs, outputs),
    ];
}
