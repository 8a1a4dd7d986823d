using System.Numerics;
using static TorchSharp.torch;

namespace ModelMine.Training.Optimizers;

/// <summary>
/// Momentum that looks ahead (Nesterov 1983; Sutskever et al. 2013) as PyTorch has it: g includes decay · w; v ← 0.9 · v + g;
/// w ← w - rate · (g + 0.9 · v).
/// </summary>
internal sealed class Nesterov : Optimizer
{
    private readonly float[] _velocity;
    private readonly float _weightDecay;

    public Nesterov(double weightDecay, int length)
    {
        _weightDecay = (float)weightDecay;
        _velocity = Remember("velocity", length);
    }

    protected override void Update(Span<float> weights, Span<float> gradients, double learningRate, long step)
    {
        var rate = new Vector<float>((float)learningRate);
        var decay = new Vector<float>(_weightDecay);
        var retained = new Vector<float>(Momentum.Retained);
        for (var i = 0; i < weights.Length; i += Vector<float>.Count)
        {
            var w = Load(weights, i);
            var g = Load(gradients, i) + decay * w;
            var v = retained * Load(_velocity, i) + g;
            v.CopyTo(_velocity, i);
            (w - rate * (g + retained * v)).CopyTo(weights[i..]);
            Vector<float>.Zero.CopyTo(gradients[i..]);
        }
    }

    protected override void Update(Tensor weights, Tensor gradients, double learningRate, long step)
    {
        var velocity = OnDevice("velocity");
        var g = Decayed(weights, gradients, _weightDecay);
        Shrink(velocity, Momentum.Retained);
        Add(velocity, g, 1);
        Add(weights, g, -learningRate);
        Add(weights, velocity, -learningRate * Momentum.Retained);
    }
}
