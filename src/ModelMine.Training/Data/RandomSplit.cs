using ModelMine.Training.Randomness;

namespace ModelMine.Training.Data;

/// <summary>Which samples of a training set are trained on, and which are held out to measure progress.</summary>
/// <param name="Train">Indices to train on, rising.</param>
/// <param name="Validation">Indices held out, rising.</param>
internal sealed record RandomSplit(long[] Train, long[] Validation)
{
    /// <summary>Splits at random, the same way for the same seed.</summary>
    /// <param name="count">Samples of the training set; at least 2.</param>
    /// <param name="validationShare">Share to hold out; at least one lands on either side.</param>
    /// <param name="seed">The job's seed.</param>
    public static RandomSplit Of(int count, double validationShare, long seed)
    {
        var order = new SeededRandom(seed, Purpose.Split, 0).Permutation(count);
        var validation = Math.Clamp((int)Math.Round(count * validationShare), 1, count - 1);
        return new([.. order.Skip(validation).Order()], [.. order.Take(validation).Order()]);
    }
}
