using static ModelMine.Core.JobConfigs.Keys.Declare;
using static ModelMine.Core.JobConfigs.ModelFamily;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>What only deep Q-learning reads.</summary>
internal static class DqnKeys
{
    public static readonly ConfigKey[] All =
    [
        Flag("doubleDqn", "Double Q-learning (van Hasselt et al. 2016): the network chooses the next action and its target tells what that is worth, which overestimates less.")
            .ReadBy(Dqn, true)
            .ElsewhereCalled("double", "doubleQ", "ddqn"),
        Flag("dueling", "Dueling network (Wang et al. 2016): the state's worth and each action's advantage are estimated apart and added.")
            .ReadBy(Dqn, false)
            .ElsewhereCalled("duelingDqn", "duelingNetwork"),
        Integer("replaySize", 100, 1_000_000, "Transitions that are remembered.")
            .ReadBy(Dqn, 50_000)
            .ElsewhereCalled("bufferSize", "replayBufferSize", "memorySize", "replayMemory"),
        Integer("learningStarts", 1, 1_000_000, "Environment steps before the first optimizer step.")
            .ReadBy(Dqn, 1_000)
            .ElsewhereCalled("startTraining", "learningStart"),
        Integer("trainEvery", 1, 1_000, "Environment steps for each optimizer step.")
            .ReadBy(Dqn, 1)
            .ElsewhereCalled("trainFrequency", "trainFreq", "updateEvery"),
        Integer("targetUpdateEvery", 1, 1_000_000, "Optimizer steps between updates of the target network.")
            .ReadBy(Dqn, 1)
            .ElsewhereCalled("targetUpdate", "targetUpdateInterval", "targetUpdateFrequency"),
        Number("targetUpdateRate", 0, 1, "Share of the way that an update moves the target's weights towards the network's: 1 copies them; a small one, with targetUpdateEvery 1, lets them follow smoothly (Lillicrap et al. 2016).").AboveMinimum()
            .ReadBy(Dqn, 0.01)
            .WithDefaultInWords(Dqn, "`0.01`; `1` when targetUpdateEvery is above 1")
            .ElsewhereCalled("tau", "polyak", "softUpdate"),
        Number("epsilonStart", 0, 1, "Share of random actions at the beginning.")
            .ReadBy(Dqn, 1.0)
            .ElsewhereCalled("epsStart", "epsilon", "explorationInitialEps"),
        Number("epsilonEnd", 0, 1, "Share of random actions after epsilonDecaySteps; at most epsilonStart.")
            .ReadBy(Dqn, 0.05)
            .ElsewhereCalled("epsEnd", "epsilonMin", "explorationFinalEps"),
        Integer("epsilonDecaySteps", 1, 10_000_000, "Environment steps over which the share of random actions falls, linearly.")
            .ReadBy(Dqn, 10_000)
            .ElsewhereCalled("epsDecay", "epsilonDecay", "explorationSteps"),
    ];
}
