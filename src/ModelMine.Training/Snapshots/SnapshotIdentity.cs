using ModelMine.Core.JobConfigs;
using ModelMine.Training.Runtime;

namespace ModelMine.Training.Snapshots;

/// <summary>What a snapshot says about where it comes from.</summary>
internal static class SnapshotIdentity
{
    private const string Format = "modelmine-snapshot-1";

    public static void Write(SnapshotContent content, EffectiveConfig config, int threads)
    {
        content.Add("format", Format);
        content.Add("configDigest", config.Digest);
        content.Add("threads", threads);
        content.Add("cpuCapability", TorchRuntime.CpuCapability);
        content.Add("torchVersion", TorchRuntime.Version);
    }

    /// <exception cref="TrainingException">The snapshot is of another config, or of another version of ModelMine.</exception>
    public static void Require(SnapshotFile snapshot, EffectiveConfig config)
    {
        if (snapshot.Text("format") is var format && format != Format)
        {
            throw new TrainingException($"The snapshot is in the format {format}; this version of the trainer reads {Format}. Update ModelMine on this node.", retryable: true);
        }

        if (snapshot.Text("configDigest") is var digest && digest != config.Digest)
        {
            throw new TrainingException($"The snapshot belongs to another config: its digest is {digest}, this job's is {config.Digest}.", retryable: false);
        }
    }

    /// <summary>What is other than it was on the machine that saved it, so that the last bits may come out otherwise; null when nothing is.</summary>
    public static string? Difference(SnapshotFile snapshot, int threads)
    {
        var saved = (snapshot.Whole("threads"), snapshot.Text("cpuCapability"), snapshot.Text("torchVersion"));
        return saved == (threads, TorchRuntime.CpuCapability, TorchRuntime.Version)
            ? null
            : $"The snapshot was saved with {saved.Item1} threads, {saved.Item2} and libtorch {saved.Item3}; here are {threads}, {TorchRuntime.CpuCapability} and {TorchRuntime.Version}: the weights may differ in their last bits from those of an uninterrupted training.";
    }
}
