using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace ModelMine.Training.Models.Layered;

/// <summary>The functions that a layer may apply to each number, by their words in a config.</summary>
internal static class Activations
{
    /// <summary>The slope below zero, as Keras and PyTorch begin with: 0.01 is PyTorch's.</summary>
    private const double LeakySlope = 0.01;

    /// <param name="word">Such as <c>relu</c>.</param>
    /// <param name="values">Of any shape.</param>
    public static Tensor Apply(string word, Tensor values) => word switch
    {
        // Cross entropy takes logits and applies the softmax itself.
        "linear" or "softmax" => values,
        "relu" => F.relu(values),
        "leakyRelu" => F.leaky_relu(values, LeakySlope),
        "elu" => F.elu(values, 1),
        "gelu" => F.gelu(values),
        "silu" => F.silu(values),
        "sigmoid" => F.sigmoid(values),
        "tanh" => F.tanh(values),
        "softplus" => F.softplus(values),
        _ => throw new TrainingException($"The activation {word} is not known to this version of the trainer: update ModelMine on this node.", retryable: true),
    };

    /// <summary>Whether weights before it should begin with the variance of He et al. 2015.</summary>
    public static bool IsRectifier(string word) => word is "relu" or "leakyRelu" or "elu" or "gelu" or "silu";
}
