using ModelMine.Core.Datasets;
using ModelMine.Core.JobConfigs.Families;

namespace ModelMine.Core.JobConfigs;

/// <summary>
/// What a trainer needs, estimated from above: libtorch and .NET themselves (256 MiB), the data set as it lies in memory (and 512 MiB to
/// unpack, decode and map what users bring, whatever is in it),
/// the weights six times (weights, gradients, two moments of the optimizer, a snapshot that is being written; with early
/// stopping, those of the best epoch and their place in the snapshot twice more), and the
/// activations of one batch one and a half times (kept for the backward pass, which adds to them as it goes), or, if that is more, those of
/// the samples that are measured at once (<see cref="MeasuredAtOnce"/>) and a fifth; 15 % more than all that, and
/// at least 320 MiB. 4 bytes a number throughout. Beside measured peaks: docs/training-performance.md.
/// </summary>
public static class MemoryEstimate
{
    private const double MiB = 1024 * 1024;
    private const double BaseMiB = 256;
    private const int FloorMiB = 320;
    private const double OwnDataMiB = 512;
    private const int WeightCopies = 6;
    private const int BestWeightCopies = 2;
    private const double ActivationCopies = 1.5;
    private const double MeasuredCopies = 1.2;

    /// <summary>A trainer that takes more than was estimated is ended: so there is room for what threads and allocators add.</summary>
    private const double Margin = 1.15;

    /// <summary>The estimate for a config.</summary>
    /// <param name="config">The effective config.</param>
    /// <returns>MiB, at least 320, a multiple of 64.</returns>
    public static int For(EffectiveConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var needs = FamilyRules.Of(config.Family).Memory(config);
        var copies = WeightCopies + (config.Has("earlyStopping") && config.Flag("earlyStopping") ? BestWeightCopies : 0);
        var samples = Math.Max(config.BatchSize * ActivationCopies, MeasuredAtOnce.Of(config.Data?.Kind) * MeasuredCopies);
        var numbers = needs.Parameters * copies + needs.ActivationsPerSample * samples;
        var reading = config.Data is { } data && DatasetCatalog.FindEntry(data.Name) is null ? OwnDataMiB : 0;
        var needed = Math.Max(FloorMiB, Margin * (BaseMiB + reading + (needs.DataBytes + MemoryNeeds.BytesPerNumber * numbers) / MiB));
        return (int)Math.Min(int.MaxValue - 64, Math.Ceiling(needed / 64) * 64);
    }
}
