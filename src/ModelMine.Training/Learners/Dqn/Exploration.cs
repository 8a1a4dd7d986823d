using ModelMine.Core.JobConfigs;
using ModelMine.Training.Randomness;

namespace ModelMine.Training.Learners.Dqn;

/// <summary>Random actions, whose share falls linearly (epsilon-greedy).</summary>
/// <param name="config">Reads <c>epsilonStart</c>, <c>epsilonEnd</c>, <c>epsilonDecaySteps</c>.</param>
/// <param name="actions">Actions to choose from.</param>
internal sealed class Exploration(EffectiveConfig config, int actions)
{
    private readonly double _start = config.Number("epsilonStart");
    private readonly double _end = config.Number("epsilonEnd");
    private readonly int _steps = config.Int32("epsilonDecaySteps");
    private readonly SeededRandom _random = new(config.Seed, Purpose.Exploration, 0);

    /// <summary>Share of random actions at a step in the world, counted from 0.</summary>
    public double At(long unit) => _start + (_end - _start) * Math.Min(1, (double)unit / _steps);

    /// <summary>A random action, or null when it is the network's turn.</summary>
    public int? Choose(long unit)
    {
        _random.Restart(config.Seed, Purpose.Exploration, unit);
        return _random.NextDouble() < At(unit) ? _random.NextInt32(actions) : null;
    }
}
