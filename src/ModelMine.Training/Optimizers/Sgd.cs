using System.Numerics;
using static TorchSharp.torch;

namespace ModelMine.Training.Optimizers;

/// <summary>Stochastic gradient descent (Robbins and Monro 1951): w ← w - rate · (g + decay · w).</summary>
internal sealed class Sgd(double weightDecay) : Optimizer
{
    protected override void Update(Span<float> weights, Span<float> gradients, double learningRate, long step)
    {
        var rate = new Vector<float>((float)learningRate);
        var decay = new Vector<float>((float)weightDecay);
        for (var i = 0; i < weights.Length; i += Vector<float>.Count)
        {
            var w = Load(weights, i);
            var g = Load(gradients, i) + decay * w;
            (w - rate * g).CopyTo(weights[i..]);
            Vector<float>.Zero.CopyTo(gradients[i..]);
        }
    }

    protected override void Update(Tensor weights, Tensor gradients, double learningRate, long step) =>
        Add(weights, Decayed(weights, gradients, weightDecay), -learningRate);
}
