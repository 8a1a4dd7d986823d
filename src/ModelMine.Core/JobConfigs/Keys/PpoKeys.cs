using static ModelMine.Core.JobConfigs.Keys.Declare;
using static ModelMine.Core.JobConfigs.ModelFamily;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>What only proximal policy optimisation reads.</summary>
internal static class PpoKeys
{
    public static readonly ConfigKey[] All =
    [
        Integer("numEnvironments", 1, 256, "Environments in which the policy acts side by side.")
            .ReadBy(Ppo, 8)
            .ElsewhereCalled("numEnvs", "nEnvs", "numWorkers"),
        Integer("rolloutSteps", 1, 65_536, "Steps in each environment before the policy learns from them; rolloutSteps × numEnvironments transitions are a rollout, at least batchSize and at most 262,144.")
            .ReadBy(Ppo, 128)
            .ElsewhereCalled("nSteps", "numSteps", "rolloutLength", "horizon"),
        Integer("updateEpochs", 1, 100, "Passes over each rollout.")
            .ReadBy(Ppo, 10)
            .ElsewhereCalled("ppoEpochs", "nEpochs", "numSgdIter"),
        Number("clipRange", 0, 1, "How far the probability of an action may move from the one it was chosen with, as a ratio: beyond 1 ± clipRange there is nothing to gain.").AboveMinimum()
            .ReadBy(Ppo, 0.2)
            .ElsewhereCalled("clipEpsilon", "clipCoef", "ppoClip"),
        Number("gaeLambda", 0, 1, "Generalised advantage estimation: 0 trusts the critic after one step, 1 only what was earned.")
            .ReadBy(Ppo, 0.95)
            .ElsewhereCalled("lambda", "gae"),
        Number("entropyCoefficient", 0, 1, "Weight of the policy's entropy in the objective: more keeps it trying.")
            .ReadBy(Ppo, 0)
            .ElsewhereCalled("entCoef", "entropyCoef", "entropyBonus"),
        Number("valueCoefficient", 0, 10, "Weight of the critic's mean squared error in the loss.")
            .ReadBy(Ppo, 0.5)
            .ElsewhereCalled("vfCoef", "valueCoef", "valueLossCoefficient"),
    ];
}
