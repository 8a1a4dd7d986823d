using System.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelMine.Training.Optimizers;

/// <summary>RMSprop (Hinton 2012, lecture 6e): s ← 0.99 · s + 0.01 · g²; w ← w - rate · g / (√s + 1e-8), where g includes decay · w.</summary>
internal sealed class RmsProp : Optimizer
{
    public const float Retained = 0.99f;
    public const float Epsilon = 1e-8f;
    private readonly float[] _square;
    private readonly float _weightDecay;

    public RmsProp(double weightDecay, int length)
    {
        _weightDecay = (float)weightDecay;
        _square = Remember("square", length);
    }

    protected override void Update(Span<float> weights, Span<float> gradients, double learningRate, long step)
    {
        var rate = new Vector<float>((float)learningRate);
        var decay = new Vector<float>(_weightDecay);
        var retained = new Vector<float>(Retained);
        var fresh = new Vector<float>(1 - Retained);
        var epsilon = new Vector<float>(Epsilon);
        for (var i = 0; i < weights.Length; i += Vector<float>.Count)
        {
            var w = Load(weights, i);
            var g = Load(gradients, i) + decay * w;
            var s = retained * Load(_square, i) + fresh * g * g;
            s.CopyTo(_square, i);
            (w - rate * g / (Vector.SquareRoot(s) + epsilon)).CopyTo(weights[i..]);
            Vector<float>.Zero.CopyTo(gradients[i..]);
        }
    }

    protected override void Update(Tensor weights, Tensor gradients, double learningRate, long step)
    {
        var square = OnDevice("square");
        var g = Decayed(weights, gradients, _weightDecay);
        using Scalar epsilon = Epsilon;
        Shrink(square, Retained);
        Add(square, g.square(), 1 - Retained);
        Add(weights, g.div(square.sqrt().add_(epsilon)), -learningRate);
    }
}
