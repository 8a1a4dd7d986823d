using ModelMine.Training.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelMine.Training.Models;

/// <summary>
/// Inverted dropout (Srivastava et al. 2014) whose masks are a pure function of seed and step. Models take null for it when they
/// are measured.
/// </summary>
internal sealed class Dropout(double rate, long seed) : IDisposable
{
    private readonly Generator _generator = new();
    private readonly Scalar _boost = 1 / (1 - rate);

    /// <summary>Begins a step: the masks that follow depend on nothing else.</summary>
    public Dropout Begin(long step)
    {
        _generator.manual_seed((long)SeedMix.Of(seed, Purpose.Dropout, step));
        return this;
    }

    public Tensor Apply(Tensor values)
    {
        if (rate == 0)
        {
            return values;
        }

        var mask = empty_like(values, requires_grad: false).bernoulli_(1 - rate, _generator).mul_(_boost);
        return values * mask;
    }

    public void Dispose()
    {
        _generator.Dispose();
        _boost.Dispose();
    }
}
