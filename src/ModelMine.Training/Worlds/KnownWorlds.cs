using ModelMine.Core.JobConfigs;

namespace ModelMine.Training.Worlds;

/// <summary>The worlds that there are, by name.</summary>
internal static class KnownWorlds
{
    /// <summary>Makes a world; it must be begun, or placed in a state, before it is acted in.</summary>
    /// <exception cref="TrainingException">This version does not know the world.</exception>
    public static World Make(EffectiveConfig config) => config.Dataset switch
    {
        CartPole.Name => new CartPole(),
        MountainCar.Name => new MountainCar(),
        Acrobot.Name => new Acrobot(),
        var other => throw new TrainingException($"environment {other} is not known to this version of the trainer: update ModelMine on this node.", retryable: true),
    };
}
