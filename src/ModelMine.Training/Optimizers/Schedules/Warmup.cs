namespace ModelMine.Training.Optimizers.Schedules;

/// <summary>Rises linearly to where another schedule begins (Goyal et al. 2017), then follows it.</summary>
/// <param name="after">The schedule that follows; its steps are counted from the end of the warm-up.</param>
/// <param name="steps">Steps of the warm-up: the first has a <paramref name="steps"/>-th of the rate, the last all of it.</param>
internal sealed class Warmup(LearningRateSchedule after, long steps) : LearningRateSchedule
{
    public override double At(long step) => step > steps ? after.At(step - steps) : after.At(1) * step / steps;
}
