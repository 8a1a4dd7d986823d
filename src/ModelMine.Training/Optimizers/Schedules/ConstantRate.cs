namespace ModelMine.Training.Optimizers.Schedules;

/// <summary>The same rate at each step.</summary>
internal sealed class ConstantRate(double rate) : LearningRateSchedule
{
    public override double At(long step) => rate;
}
