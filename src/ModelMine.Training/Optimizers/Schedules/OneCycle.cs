namespace ModelMine.Training.Optimizers.Schedules;

/// <summary>
/// Up to the rate over the first three tenths of the steps and down over the rest, along half cosines (Smith 2018): PyTorch's
/// <c>OneCycleLR</c> with its defaults, but that momentum stays where it is.
/// </summary>
internal sealed class OneCycle(double rate, long steps) : LearningRateSchedule
{
    private const double RisingShare = 0.3;
    private const double FirstDivisor = 25;
    private const double LastDivisor = 10_000;
    private readonly double _top = RisingShare * steps - 1;

    public override double At(long step)
    {
        var (place, first) = (step - 1.0, rate / FirstDivisor);
        return place <= _top
            ? Along(first, rate, _top == 0 ? 1 : place / _top)
            // With three steps or fewer there is no rise: the cycle begins at its top.
            : Along(rate, first / LastDivisor, (place - Math.Max(0, _top)) / Math.Max(1, steps - 1 - Math.Max(0, _top)));
    }

    private static double Along(double from, double to, double share) => to + (from - to) / 2 * (1 + Math.Cos(Math.PI * share));
}
