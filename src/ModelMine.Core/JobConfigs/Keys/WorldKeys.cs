using ModelMine.Core.JobConfigs.Families;
using static ModelMine.Core.JobConfigs.Keys.Declare;
using static ModelMine.Core.JobConfigs.ModelFamily;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>What every family of reinforcement learning reads.</summary>
internal static class WorldKeys
{
    public static readonly ConfigKey[] All =
    [
        Text("environment", "World to act in: CartPole-v1, a pole to be balanced on a cart, at most 500 steps an episode; MountainCar-v0, a car to be swung up a hill, at most 200; Acrobot-v1, two links to be swung up, at most 500.")
            .ReadBy(Acting, "CartPole-v1", [.. KnownEnvironment.All.Select(environment => Choice(environment.Name, environment.Aliases))])
            .ElsewhereCalled("env", "envId", "gym", "game"),
        Number("gamma", 0, 1, "Discount of future rewards at each step.")
            .ReadBy(Acting, 0.99)
            .ElsewhereCalled("discount", "discountFactor"),
        Integer("stepsPerEpoch", 10, 100_000, "Environment steps that make one epoch. For ppo they are counted over all environments, and made up to whole rollouts of rolloutSteps × numEnvironments.")
            .ReadBy(Dqn, 500).ReadBy(Ppo, 2048)
            .ElsewhereCalled("epochSteps", "stepsPerIteration"),
        Integer("validationEpisodes", 1, 1_000, "Greedy episodes that are played after each epoch; the weights of the epoch with the highest mean return are delivered.")
            .ReadBy(Acting, 50)
            .ElsewhereCalled("evalEpisodes", "nEvalEpisodes"),
    ];
}
