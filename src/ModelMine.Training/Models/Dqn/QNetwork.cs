using ModelMine.Training.Parameters;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Models.Dqn;

/// <summary>
/// Estimates the discounted return of each action: two layers of <c>hiddenSize</c> units with ReLU, then one unit an action.
/// Tensors: <c>fc1.*</c>, <c>fc2.*</c>, <c>fc3.*</c> as of <c>torch.nn.Linear</c>, and begun as PyTorch begins
/// them: with larger weights (He et al.), estimates run away from the start.
/// </summary>
internal sealed class QNetwork(int observation, int hiddenSize, int actions, long seed)
{
    public ParameterSet Parameters { get; } = new(
        [
            ParameterSpec.Linear("fc1.weight", observation, hiddenSize, observation),
            ParameterSpec.Linear("fc1.bias", observation, hiddenSize),
            ParameterSpec.Linear("fc2.weight", hiddenSize, hiddenSize, hiddenSize),
            ParameterSpec.Linear("fc2.bias", hiddenSize, hiddenSize),
            ParameterSpec.Linear("fc3.weight", hiddenSize, actions, hiddenSize),
            ParameterSpec.Linear("fc3.bias", hiddenSize, actions),
        ],
        seed);

    /// <param name="observations">Shape [states, numbers].</param>
    /// <returns>Shape [states, actions].</returns>
    public Tensor Forward(Tensor observations)
    {
        var values = F.relu(F.linear(observations, Parameters["fc1.weight"], Parameters["fc1.bias"]));
        values = F.relu(F.linear(values, Parameters["fc2.weight"], Parameters["fc2.bias"]));
        return F.linear(values, Parameters["fc3.weight"], Parameters["fc3.bias"]);
    }
}
