using System.Collections.Concurrent;
using ModelMine.Core.Contracts;
using ModelMine.Training;

namespace ModelMine.Tests.Training.Families;

/// <summary>
/// What became of the short form of a family that was trained to its end without disturbance. It is trained once, for all tests
/// that look at the outcome: those that ask whether it comes out the same again train it again.
/// </summary>
internal sealed class Trained
{
    private static readonly ConcurrentDictionary<string, Lazy<Trained>> All = new(StringComparer.Ordinal);

    private Trained(string name)
    {
        using var folder = new TemporaryFolder();
        Result = Family.Of(name).Train(folder.Path, Recorder)!;
        Weights = File.ReadAllBytes(folder.File(TrainingJob.WeightsFileName));
    }

    public JobResult Result { get; }

    /// <summary>All that it said.</summary>
    public Recorder Recorder { get; } = new();

    /// <summary>The bytes of its weights' file.</summary>
    public ReadOnlyMemory<byte> Weights { get; }

    /// <summary>The family of a name.</summary>
    public static Trained Of(string name) => All.GetOrAdd(name, name => new Lazy<Trained>(() => new Trained(name))).Value;

    /// <summary>Leaves its weights in a folder, as the training did.</summary>
    public JobResult In(string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, TrainingJob.WeightsFileName), Weights.Span);
        return Result;
    }
}
