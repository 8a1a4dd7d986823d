using System.Numerics;
using ModelMine.Training.Parameters;
using ModelMine.Training.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelMine.Training.Models.Dqn;

/// <summary>How the weights of a target network follow those that learn.</summary>
internal static class TargetNetwork
{
    /// <summary>Moves each weight of the target a share of the way: t ← t + rate · (w - t). A rate of 1 copies.</summary>
    /// <param name="target">Who follows.</param>
    /// <param name="network">Who is followed; of the same shape.</param>
    /// <param name="rate">Above 0, at most 1.</param>
    public static void Follow(ParameterSet target, ParameterSet network, float rate)
    {
        if (!target.Device.IsProcessor())
        {
            FollowOnDevice(target, network, rate);
            return;
        }

        Span<float> to = target.Weights, from = network.Weights;
        if (rate == 1)
        {
            from.CopyTo(to);
            return;
        }

        var share = new Vector<float>(rate);
        for (var i = 0; i < to.Length; i += Vector<float>.Count)
        {
            var old = new Vector<float>(to[i..]);
            (old + share * (new Vector<float>(from[i..]) - old)).CopyTo(to[i..]);
        }
    }

    private static void FollowOnDevice(ParameterSet target, ParameterSet network, float rate)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        using Scalar share = rate;
        _ = rate == 1 ? target.AllWeights.copy_(network.AllWeights) : target.AllWeights.add_(network.AllWeights.Minus(target.AllWeights), share);
        target.NoteChange();
    }
}
