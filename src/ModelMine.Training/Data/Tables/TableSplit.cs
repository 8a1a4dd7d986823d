using ModelMine.Training.Randomness;

namespace ModelMine.Training.Data.Tables;

/// <summary>
/// Which rows are trained on, which measure progress, and which are never seen. A fifth of the rows is held out to test, the same
/// fifth for every job, so that scores can be compared; the rest is split by the job's seed.
/// </summary>
/// <param name="Train">Rows to train on.</param>
/// <param name="Validation">Rows that measure progress.</param>
/// <param name="Test">Rows that are never seen.</param>
internal sealed record TableSplit(int[] Train, int[] Validation, int[] Test)
{
    private const double TestShare = 0.2;
    private const long EveryJob = 0;

    /// <param name="rows">The rows that can be used; at least 3.</param>
    /// <param name="validationShare">Share of what is not held out to test.</param>
    /// <param name="seed">The job's seed.</param>
    public static TableSplit Of(IReadOnlyList<int> rows, double validationShare, long seed)
    {
        var order = new SeededRandom(EveryJob, Purpose.TestSplit, 0).Permutation(rows.Count);
        var test = Math.Clamp((int)Math.Round(rows.Count * TestShare), 1, rows.Count - 2);
        int[] seen = [.. order.Skip(test).Order().Select(place => rows[(int)place])];
        var rest = RandomSplit.Of(seen.Length, validationShare, seed);
        return new(
            [.. rest.Train.Select(place => seen[place])],
            [.. rest.Validation.Select(place => seen[place])],
            [.. order.Take(test).Order().Select(place => rows[(int)place])]);
    }
}
