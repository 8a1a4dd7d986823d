using static ModelMine.Core.JobConfigs.Keys.Declare;

namespace ModelMine.Core.JobConfigs.Keys;

/// <summary>How gradients become steps.</summary>
internal static class OptimizationKeys
{
    private static readonly ConfigChoice[] Schedules =
        [Choice("constant", "none"), Choice("step", "stepLR"), Choice("cosine", "cosineAnnealing"), Choice("oneCycle", "oneCycleLR")];

    private static readonly ConfigChoice[] Optimizers =
        [Choice("sgd"), Choice("momentum", "sgdMomentum"), Choice("nesterov", "sgdNesterov"), Choice("adam"), Choice("adamw"), Choice("rmsprop")];

    public static readonly ConfigKey[] All =
    [
        Text("learningRateSchedule", "How the learning rate moves after warmupSteps: constant; step, times stepFactor after each stepEvery epochs; cosine, along a half cosine from learningRate down to nothing; oneCycle, from a 25th of learningRate up to it over three tenths of the steps, then down to a 250,000th, along half cosines (Smith 2018).")
            .ReadBy(EveryFamily, "cosine", Schedules)
            .ElsewhereCalled("scheduler", "lrSchedule", "lrScheduler"),
        Integer("stepEvery", 1, 1000, "Epochs at one learning rate; only the schedule step uses it.")
            .ReadBy(EveryFamily, 2)
            .ElsewhereCalled("stepSizeEpochs", "lrStepSize", "decayEvery"),
        Number("stepFactor", 0, 1, "What the learning rate is multiplied with after each stepEvery epochs; only the schedule step uses it.").AboveMinimum()
            .ReadBy(EveryFamily, 0.5)
            .ElsewhereCalled("lrGamma", "lrDecay", "decayFactor"),
        Integer("warmupSteps", 0, 1_000_000, "Optimizer steps over which the learning rate first rises linearly to where the schedule begins.")
            .ReadBy(EveryFamily, 0)
            .ElsewhereCalled("warmup", "numWarmupSteps", "lrWarmup"),
        Text("optimizer", "Rule that turns gradients into steps; momentum and nesterov are SGD with momentum 0.9.")
            .ReadBy(EveryFamily, "adam", Optimizers)
            .ElsewhereCalled("optim", "solver"),
        Number("weightDecay", 0, 1, "Pull of the weights towards zero at each step.")
            .ReadBy(EveryFamily, 0)
            .ElsewhereCalled("l2", "decay", "regularization"),
        Number("gradientClipping", 0, 1_000_000, "Largest Euclidean norm of all gradients together: longer ones are scaled down to it before the step. 0 leaves them as they are.")
            .ReadBy([.. EveryFamily.Except([ModelFamily.Dqn])], 0).ReadBy(ModelFamily.Dqn, 10)
            .ElsewhereCalled("clipNorm", "maxGradNorm", "gradClip", "clipGradNorm", "gradientClip"),
        Number("labelSmoothing", 0, 0.9, "Share of each label that is spread evenly over all classes while training (Szegedy et al. 2016). What is measured is not smoothed.")
            .ReadBy(Supervised, 0)
            .ElsewhereCalled("smoothing"),
    ];
}
