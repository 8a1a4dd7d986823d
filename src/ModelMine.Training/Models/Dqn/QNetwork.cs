using ModelMine.Training.Parameters;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Models.Dqn;

/// <summary>
/// Estimates the discounted return of each action: two layers of <c>hiddenSize</c> units with ReLU, then one unit an action.
/// Tensors: <c>fc1.*</c>, <c>fc2.*</c>, <c>fc3.*</c> as of <c>torch.nn.Linear</c>.
/// </summary>
internal sealed class QNetwork(int observation, int hiddenSize, int actions, long seed)
{
    public ParameterSet Parameters { get; } = new(
        [
            ParameterSpec.BeforeRelu("fc1.weight", hiddenSize, observation),
            ParameterSpec.Zeros("fc1.bias", hiddenSize),
            ParameterSpec.BeforeRelu("fc2.weight", hiddenSize, hiddenSize),
            ParameterSpec.Zeros("fc2.bias", hiddenSize),
            ParameterSpec.LastLayer("fc3.weight", actions, hiddenSize),
            ParameterSpec.Zeros("fc3.bias", actions),
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
