using System.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelMine.Training.Optimizers;

/// <summary>
/// Adam (Kingma and Ba 2015): m ← 0.9 · m + 0.1 · g; v ← 0.999 · v + 0.001 · g²; w ← w - rate · m̂ / (√v̂ + 1e-8), where m̂ and v̂ are
/// corrected for their beginning at zero. Weight decay is added to the gradient, or, decoupled (AdamW, Loshchilov and Hutter 2019),
/// shrinks the weights by rate · decay before the step.
/// </summary>
internal sealed class Adam : Optimizer
{
    public const float Retained1 = 0.9f;
    public const float Retained2 = 0.999f;
    public const float Epsilon = 1e-8f;
    private readonly float[] _mean;
    private readonly float[] _square;
    private readonly double _weightDecay;
    private readonly bool _decoupled;

    public Adam(double weightDecay, bool decoupled, int length)
    {
        _weightDecay = weightDecay;
        _decoupled = decoupled;
        _mean = Remember("mean", length);
        _square = Remember("square", length);
    }

    protected override void Update(Span<float> weights, Span<float> gradients, double learningRate, long step)
    {
        var rate = new Vector<float>((float)(learningRate / (1 - Math.Pow(Retained1, step))));
        var correction = new Vector<float>((float)(1 / Math.Sqrt(1 - Math.Pow(Retained2, step))));
        var added = new Vector<float>(_decoupled ? 0 : (float)_weightDecay);
        var kept = new Vector<float>(_decoupled ? (float)(1 - learningRate * _weightDecay) : 1);
        var retained1 = new Vector<float>(Retained1);
        var retained2 = new Vector<float>(Retained2);
        var fresh1 = new Vector<float>(1 - Retained1);
        var fresh2 = new Vector<float>(1 - Retained2);
        var epsilon = new Vector<float>(Epsilon);
        for (var i = 0; i < weights.Length; i += Vector<float>.Count)
        {
            var w = Load(weights, i);
            var g = Load(gradients, i) + added * w;
            var m = retained1 * Load(_mean, i) + fresh1 * g;
            var v = retained2 * Load(_square, i) + fresh2 * g * g;
            m.CopyTo(_mean, i);
            v.CopyTo(_square, i);
            (kept * w - rate * m / (Vector.SquareRoot(v) * correction + epsilon)).CopyTo(weights[i..]);
            Vector<float>.Zero.CopyTo(gradients[i..]);
        }
    }

    protected override void Update(Tensor weights, Tensor gradients, double learningRate, long step)
    {
        var (mean, square) = (OnDevice("mean"), OnDevice("square"));
        var g = Decayed(weights, gradients, _decoupled ? 0 : _weightDecay);
        using Scalar epsilon = Epsilon;
        Shrink(mean, Retained1);
        Add(mean, g, 1 - Retained1);
        Shrink(square, Retained2);
        Add(square, g.square(), 1 - Retained2);
        var deviation = square.sqrt();
        Shrink(deviation, 1 / Math.Sqrt(1 - Math.Pow(Retained2, step)));
        if (_decoupled && _weightDecay > 0)
        {
            Shrink(weights, 1 - learningRate * _weightDecay);
        }

        Add(weights, mean.div(deviation.add_(epsilon)), -learningRate / (1 - Math.Pow(Retained1, step)));
    }
}
