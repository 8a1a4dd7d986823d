using System.Text.Json.Serialization;
using ModelMine.Core.Datasets;

namespace ModelMine.Core.Contracts;

/// <summary>A line that a trainer writes to its standard output: JSON with a <c>type</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(TrainerProgress), "progress")]
[JsonDerivedType(typeof(TrainerMetric), "metric")]
[JsonDerivedType(typeof(TrainerLog), "log")]
[JsonDerivedType(typeof(TrainerPhase), "phase")]
[JsonDerivedType(typeof(TrainerSnapshot), "snapshot")]
[JsonDerivedType(typeof(TrainerResult), "result")]
[JsonDerivedType(typeof(TrainerError), "error")]
[JsonDerivedType(typeof(TrainerEvaluation), "evaluation")]
public abstract record TrainerMessage;

/// <summary>How far the training is; at most about four a second.</summary>
/// <param name="Progress">The figures.</param>
public sealed record TrainerProgress(JobProgress Progress) : TrainerMessage;

/// <summary>Points of a curve, as measured.</summary>
/// <param name="Series">The points.</param>
public sealed record TrainerMetric(MetricSeries Series) : TrainerMessage;

/// <summary>A line for the job's log.</summary>
/// <param name="At">When.</param>
/// <param name="Level"><c>debug</c>, <c>info</c>, <c>warning</c>, <c>error</c>.</param>
/// <param name="Message">The text.</param>
public sealed record TrainerLog(DateTimeOffset At, string Level, string Message) : TrainerMessage;

/// <summary>The trainer begins with something else, which may take long without a word.</summary>
/// <param name="Phase">What.</param>
public sealed record TrainerPhase(TrainingPhase Phase) : TrainerMessage;

/// <summary>A training state was saved and is complete on disk.</summary>
/// <param name="File">File name inside the attempt's folder.</param>
/// <param name="Snapshot">What it is; the digest is that of the file.</param>
public sealed record TrainerSnapshot(string File, SnapshotRef Snapshot) : TrainerMessage;

/// <summary>The training ended; the weights are complete on disk.</summary>
/// <param name="WeightsFile">File name inside the attempt's folder.</param>
/// <param name="Result">What was measured.</param>
public sealed record TrainerResult(string WeightsFile, JobResult Result) : TrainerMessage;

/// <summary>The training cannot go on.</summary>
/// <param name="Message">What is wrong, where, and what to do.</param>
/// <param name="Retryable">Whether another attempt could end otherwise.</param>
public sealed record TrainerError(string Message, bool Retryable) : TrainerMessage;

/// <summary>The weights were measured: what the verb <c>evaluate</c> ends with.</summary>
/// <param name="Evaluation">What was measured.</param>
public sealed record TrainerEvaluation(Evaluation Evaluation) : TrainerMessage;

/// <summary>A line that an agent writes to a trainer's standard input. End of input means that the agent is gone: the trainer exits.</summary>
/// <param name="Type"><c>stop</c>: exit now. <c>pause</c>: save a snapshot, then exit.
/// <c>hold</c>: say <see cref="TrainingPhase.Holding"/> before the next step, and wait with it. <c>resume</c>: go on.</param>
public sealed record TrainerCommand(string Type);

/// <summary>What a trainer is started with: the file <c>attempt.json</c> in its folder.</summary>
public sealed record TrainerAssignment
{
    /// <summary>The effective config.</summary>
    public required System.Text.Json.JsonElement Config { get; init; }

    /// <summary>SHA-256 of the effective config, lower-case hex.</summary>
    public required string ConfigDigest { get; init; }

    /// <summary>Threads to compute with.</summary>
    public required int Threads { get; init; }

    /// <summary>Memory that it may use, MiB; the agent ends it above that.</summary>
    public required int MemoryMiB { get; init; }

    /// <summary>Folder where downloaded data sets are kept, shared by the node's trainers.</summary>
    public required string DatasetFolder { get; init; }

    /// <summary>What is known of the data set when it is the owner's own; null else.</summary>
    public DatasetFacts? Dataset { get; init; }

    /// <summary>File name, inside the attempt's folder, of the snapshot to go on from; null from the start.</summary>
    public string? ResumeFrom { get; init; }
}

/// <summary>Exit codes of a trainer.</summary>
public static class TrainerExit
{
    /// <summary>A result was written.</summary>
    public const int Completed = 0;

    /// <summary>An error was written.</summary>
    public const int Failed = 1;

    /// <summary>It was told to stop, or to pause, or its agent is gone.</summary>
    public const int Stopped = 3;
}
