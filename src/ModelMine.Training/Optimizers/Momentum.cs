using System.Numerics;
using static TorchSharp.torch;

namespace ModelMine.Training.Optimizers;

/// <summary>Descent with a heavy ball (Polyak 1964) as PyTorch has it: v ← 0.9 · v + g + decay · w; w ← w - rate · v.</summary>
internal sealed class Momentum : Optimizer
{
    public const float Retained = 0.9f;
    private readonly float[] _velocity;
    private readonly float _weightDecay;

    public Momentum(double weightDecay, int length)
    {
        _weightDecay = (float)weightDecay;
        _velocity = Remember("velocity", length);
    }

    protected override void Update(Span<float> weights, Span<float> gradients, double learningRate, long step)
    {
        var rate = new Vector<float>((float)learningRate);
        var decay = new Vector<float>(_weightDecay);
        var retained = new Vector<float>(Retained);
        for (var i = 0; i < weights.Length; i += Vector<float>.Count)
        {
            var w = Load(weights, i);
            var v = retained * Load(_velocity, i) + (Load(gradients, i) + decay * w);
            v.CopyTo(_velocity, i);
            (w - rate * v).CopyTo(weights[i..]);
            Vector<float>.Zero.CopyTo(gradients[i..]);
        }
    }

    protected override void Update(Tensor weights, Tensor gradients, double learningRate, long step)
    {
        var velocity = OnDevice("velocity");
        Shrink(velocity, Retained);
        Add(velocity, Decayed(weights, gradients, _weightDecay), 1);
        Add(weights, velocity, -learningRate);
    }
}
