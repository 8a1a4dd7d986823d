using ModelMine.Core.JobConfigs;

namespace ModelMine.Training.Optimizers;

/// <summary>How the learning rate moves: constant, or along a half cosine down to nothing (Loshchilov and Hutter 2017, without restarts).</summary>
internal sealed class LearningRateSchedule
{
    private readonly double _rate;
    private readonly long _totalSteps;
    private readonly bool _cosine;

    /// <param name="config">Reads <c>learningRate</c> and <c>learningRateSchedule</c>.</param>
    /// <param name="totalSteps">Optimizer steps that the job has in all.</param>
    public LearningRateSchedule(EffectiveConfig config, long totalSteps)
    {
        _rate = config.LearningRate;
        _totalSteps = totalSteps;
        _cosine = config.Text("learningRateSchedule") switch
        {
            "constant" => false,
            "cosine" => true,
            var other => throw new TrainingException($"learningRateSchedule {other} is not known to this version of the trainer: update ModelMine on this node.", retryable: true),
        };
    }

    /// <summary>The rate of a step.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    public double At(long step) => _cosine ? _rate * 0.5 * (1 + Math.Cos(Math.PI * (step - 1) / _totalSteps)) : _rate;
}
