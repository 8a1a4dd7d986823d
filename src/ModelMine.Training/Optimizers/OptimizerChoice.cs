using ModelMine.Core.JobConfigs;

namespace ModelMine.Training.Optimizers;

/// <summary>The optimizer that a config names.</summary>
internal static class OptimizerChoice
{
    /// <param name="config">Reads <c>optimizer</c> and <c>weightDecay</c>.</param>
    /// <param name="length">How many weights there are.</param>
    public static Optimizer Of(EffectiveConfig config, int length)
    {
        var decay = config.Number("weightDecay");
        return config.Text("optimizer") switch
        {
            "sgd" => new Sgd(decay),
            "momentum" => new Momentum(decay, length),
            "nesterov" => new Nesterov(decay, length),
            "adam" => new Adam(decay, decoupled: false, length),
            "adamw" => new Adam(decay, decoupled: true, length),
            "rmsprop" => new RmsProp(decay, length),
            var other => throw new TrainingException($"optimizer {other} is not known to this version of the trainer: update ModelMine on this node.", retryable: true),
        };
    }
}
