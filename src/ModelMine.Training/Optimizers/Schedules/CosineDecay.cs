namespace ModelMine.Training.Optimizers.Schedules;

/// <summary>
/// Along a half cosine down to nothing (Loshchilov and Hutter 2017, without restarts): PyTorch's <c>CosineAnnealingLR</c>, moved
/// at each step.
/// </summary>
internal sealed class CosineDecay(double rate, long steps) : LearningRateSchedule
{
    public override double At(long step) => rate * 0.5 * (1 + Math.Cos(Math.PI * (step - 1) / steps));
}
