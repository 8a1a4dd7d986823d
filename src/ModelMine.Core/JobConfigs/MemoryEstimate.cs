using ModelMine.Core.JobConfigs.Families;

namespace ModelMine.Core.JobConfigs;

/// <summary>
/// What a trainer needs, estimated from above: libtorch and .NET themselves (600 MiB), the data set as it lies in memory,
/// the weights six times (weights, gradients, two moments of the optimizer, a snapshot that is being written; with early
/// stopping, those of the best epoch and their place in the snapshot twice more), and the
/// activations of one batch one and a half times (kept for the backward pass, which adds to them as it goes). A floor of
/// 1,024 MiB covers what is not counted. 4 bytes a number throughout. Measured with one thread, trainers of
/// nine configs of all families peaked at 18 to 84 % of it.
/// </summary>
public static class MemoryEstimate
{
    private const double MiB = 1024 * 1024;
    private const double BaseMiB = 600;
    private const int FloorMiB = 1024;
    private const int WeightCopies = 6;
    private const int BestWeightCopies = 2;
    private const double ActivationCopies = 1.5;

    /// <summary>The estimate for a config.</summary>
    /// <param name="config">The effective config.</param>
    /// <returns>MiB, at least 1,024, a multiple of 64.</returns>
    public static int For(EffectiveConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var needs = FamilyRules.Of(config.Family).Memory(config);
        var copies = WeightCopies + (config.Has("earlyStopping") && config.Flag("earlyStopping") ? BestWeightCopies : 0);
        var numbers = needs.Parameters * copies + needs.ActivationsPerSample * config.BatchSize * ActivationCopies;
        var needed = Math.Max(FloorMiB, BaseMiB + (needs.DataBytes + MemoryNeeds.BytesPerNumber * numbers) / MiB);
        return (int)Math.Min(int.MaxValue - 64, Math.Ceiling(needed / 64) * 64);
    }
}
