using ModelMine.Training.Randomness;

namespace ModelMine.Training.Data;

/// <summary>Which samples are held out to test where a data set has no test set of its own: a fifth, the same for every job, so that scores can be compared.</summary>
internal static class TestShare
{
    private const double Share = 0.2;
    private const long EveryJob = 0;

    /// <param name="count">Samples in all; at least 3.</param>
    /// <returns>Places to train and validate on, and places to test on; each rising.</returns>
    public static (long[] Train, long[] Test) HoldOut(int count)
    {
        var order = new SeededRandom(EveryJob, Purpose.TestSplit, 0).Permutation(count);
        var test = Math.Clamp((int)Math.Round(count * Share), 1, count - 2);
        return ([.. order.Skip(test).Order()], [.. order.Take(test).Order()]);
    }
}
