using System.Globalization;
using ModelMine.Core.JobConfigs;

namespace ModelMine.Training.Optimizers.Schedules;

/// <summary>How the learning rate moves over the steps of a training.</summary>
internal abstract class LearningRateSchedule
{
    /// <summary>The rate of a step.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    public abstract double At(long step);

    /// <summary>The schedule that a config names.</summary>
    /// <param name="config">Reads <c>learningRate</c>, <c>learningRateSchedule</c>, <c>warmupSteps</c>, <c>stepEvery</c>, <c>stepFactor</c>.</param>
    /// <param name="totalSteps">Optimizer steps that the job has in all.</param>
    /// <exception cref="TrainingException">The warm-up takes all of them.</exception>
    public static LearningRateSchedule Of(EffectiveConfig config, long totalSteps)
    {
        long warmup = config.Int32("warmupSteps");
        if (warmup >= totalSteps && warmup > 0)
        {
            throw new TrainingException(
                string.Create(CultureInfo.InvariantCulture, $"warmupSteps ({warmup:N0}) must be below the {totalSteps:N0} optimizer steps that the whole training has: give fewer, or more epochs."),
                retryable: false);
        }

        var (rate, steps) = (config.LearningRate, totalSteps - warmup);
        LearningRateSchedule after = config.Text("learningRateSchedule") switch
        {
            "constant" => new ConstantRate(rate),
            "step" => new StepDecay(rate, config.Int32("stepEvery"), config.Number("stepFactor"), config.Epochs, totalSteps, warmup),
            "cosine" => new CosineDecay(rate, steps),
            "oneCycle" => new OneCycle(rate, steps),
            var other => throw new TrainingException($"learningRateSchedule {other} is not known to this version of the trainer: update ModelMine on this node.", retryable: true),
        };
        return warmup == 0 ? after : new Warmup(after, warmup);
    }
}
