using static ModelMine.Core.JobConfigs.Keys.Declare;
using static ModelMine.Core.JobConfigs.ModelFamily;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>What only reinforcement learning reads.</summary>
internal static class DqnKeys
{
    public static readonly ConfigKey[] All =
    [
        Text("environment", "World to act in: CartPole-v1, a pole to be balanced on a cart, at most 500 steps an episode.")
            .ReadBy(Dqn, "CartPole-v1", Choice("CartPole-v1", "cartPole"))
            .ElsewhereCalled("env", "gym", "game"),
        Number("gamma", 0, 1, "Discount of future rewards at each step.")
            .ReadBy(Dqn, 0.99)
            .ElsewhereCalled("discount", "discountFactor"),
        Integer("replaySize", 100, 1_000_000, "Transitions that are remembered.")
            .ReadBy(Dqn, 50_000)
            .ElsewhereCalled("bufferSize", "replayBufferSize", "memorySize", "replayMemory"),
        Integer("learningStarts", 1, 1_000_000, "Environment steps before the first optimizer step.")
            .ReadBy(Dqn, 1_000)
            .ElsewhereCalled("startTraining", "learningStart"),
        Integer("trainEvery", 1, 1_000, "Environment steps for each optimizer step.")
            .ReadBy(Dqn, 1)
            .ElsewhereCalled("trainFrequency", "trainFreq", "updateEvery"),
        Integer("targetUpdateEvery", 1, 1_000_000, "Optimizer steps between copies of the network to its target.")
            .ReadBy(Dqn, 200)
            .ElsewhereCalled("targetUpdate", "targetUpdateInterval", "targetUpdateFrequency"),
        Number("epsilonStart", 0, 1, "Share of random actions at the beginning.")
            .ReadBy(Dqn, 1.0)
            .ElsewhereCalled("epsStart", "epsilon", "explorationInitialEps"),
        Number("epsilonEnd", 0, 1, "Share of random actions after epsilonDecaySteps; at most epsilonStart.")
            .ReadBy(Dqn, 0.05)
            .ElsewhereCalled("epsEnd", "epsilonMin", "explorationFinalEps"),
        Integer("epsilonDecaySteps", 1, 10_000_000, "Environment steps over which the share of random actions falls, linearly.")
            .ReadBy(Dqn, 10_000)
            .ElsewhereCalled("epsDecay", "epsilonDecay", "explorationSteps"),
        Integer("stepsPerEpoch", 10, 100_000, "Environment steps that make one epoch.")
            .ReadBy(Dqn, 500)
            .ElsewhereCalled("epochSteps", "stepsPerIteration"),
    ];
}
