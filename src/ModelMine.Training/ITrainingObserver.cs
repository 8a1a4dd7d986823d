using ModelMine.Core.Contracts;

namespace ModelMine.Training;

/// <summary>Sees a training as it goes on. Called on the thread that trains, which waits meanwhile.</summary>
public interface ITrainingObserver
{
    /// <summary>Whether the training should save a snapshot and end; asked before each step.</summary>
    bool PauseRequested { get; }

    /// <summary>Waits while the training shall rest; called before each step.</summary>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How long it waited; zero when nobody holds the training.</returns>
    TimeSpan WaitWhileHeld(CancellationToken cancellation) => TimeSpan.Zero;

    /// <summary>A line for the job's log.</summary>
    /// <param name="level">How grave it is.</param>
    /// <param name="message">The text; may have several lines.</param>
    void Log(TrainingLogLevel level, string message);

    /// <summary>A measured point of a curve.</summary>
    /// <param name="name">Such as <c>train/loss</c>.</param>
    /// <param name="atStep">Optimizer steps made; within a curve each point's is above the one before.</param>
    /// <param name="value">The value; finite.</param>
    void Point(string name, long atStep, double value);

    /// <summary>How far the training is; at most once each <see cref="TrainingRequest.ProgressEvery"/>, and at the end of each epoch.</summary>
    /// <param name="progress">The figures.</param>
    void Progress(JobProgress progress);

    /// <summary>The training begins with something else, which may take long without a word.</summary>
    /// <param name="phase">What.</param>
    void Begins(TrainingPhase phase);

    /// <summary>A training state is complete on disk.</summary>
    /// <param name="file">File name inside the attempt's folder.</param>
    /// <param name="snapshot">What it is.</param>
    void SnapshotSaved(string file, SnapshotRef snapshot);
}

/// <summary>How grave a log line is.</summary>
public enum TrainingLogLevel
{
    /// <summary>For whoever looks for a fault.</summary>
    Debug,

    /// <summary>What goes on.</summary>
    Info,

    /// <summary>Something is not as it should be, but the training goes on.</summary>
    Warning,

    /// <summary>The training cannot go on.</summary>
    Error,
}
