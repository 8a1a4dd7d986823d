using ModelMine.Training.Randomness;
using ModelMine.Training.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelMine.Training.Models;

/// <summary>
/// Inverted dropout (Srivastava et al. 2014) whose masks are a pure function of seed and step. Models take null for it when they
/// are measured. On another device than the processor the masks come from that device's own generator: they are others, and as good.
/// </summary>
internal sealed class Dropout(double rate, long seed) : IDisposable
{
    private readonly Generator _generator = new();
    private readonly Dictionary<double, Scalar> _boosts = [];

    /// <summary>Where the masks are needed.</summary>
    public Device Device { get; set; } = CPU;

    /// <summary>Begins a step: the masks that follow depend on nothing else.</summary>
    public Dropout Begin(long step)
    {
        var mixed = (long)SeedMix.Of(seed, Purpose.Dropout, step);
        if (Device.IsProcessor())
        {
            _generator.manual_seed(mixed);
        }
        else
        {
            // TorchSharp makes no generators for other devices, but seeds the ones that they have.
            using var devices = manual_seed(mixed);
        }

        return this;
    }

    /// <summary>Drops the config's share.</summary>
    public Tensor Apply(Tensor values) => Apply(values, rate);

    /// <summary>Drops a share of its own.</summary>
    public Tensor Apply(Tensor values, double share)
    {
        if (share == 0)
        {
            return values;
        }

        var mask = empty_like(values, requires_grad: false).bernoulli_(1 - share, values.device_type == DeviceType.CPU ? _generator : null).mul_(Boost(share));
        return values * mask;
    }

    public void Dispose()
    {
        _generator.Dispose();
        foreach (var boost in _boosts.Values)
        {
            boost.Dispose();
        }
    }

    /// <summary>Kept, so that the collector leaves it alone while libtorch reads it.</summary>
    private Scalar Boost(double share)
    {
        if (!_boosts.TryGetValue(share, out var boost))
        {
            _boosts[share] = boost = 1 / (1 - share);
        }

        return boost;
    }
}
