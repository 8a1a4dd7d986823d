using ModelMine.Core.JobConfigs;
using ModelMine.Training.Randomness;
using ModelMine.Training.Worlds;

namespace ModelMine.Training.Learners;

/// <summary>Random actions, whose share falls linearly.</summary>
internal sealed class Exploration(EffectiveConfig config)
{
    private readonly double _start = config.Number("epsilonStart");
    private readonly double _end = config.Number("epsilonEnd");
    private readonly int _steps = config.Int32("epsilonDecaySteps");

    /// <summary>Share of random actions at a step in the world, counted from 0.</summary>
    public double At(long unit) => _start + (_end - _start) * Math.Min(1, (double)unit / _steps);

    /// <summary>A random action, or null when it is the network's turn.</summary>
    public int? Choose(long unit)
    {
        var random = new SeededRandom(config.Seed, Purpose.Exploration, unit);
        return random.NextDouble() < At(unit) ? random.NextInt32(CartPole.Actions) : null;
    }
}
