using ModelMine.Core.Contracts;
using ModelMine.Training;

namespace ModelMine.Tests.Training;

/// <summary>Remembers all that a training says, and asks for a pause after so many points of the training loss.</summary>
internal sealed class Recorder : ITrainingObserver
{
    private readonly int _pauseAfter;

    public Recorder(int pauseAfterSteps = int.MaxValue) => _pauseAfter = pauseAfterSteps;

    public Dictionary<string, List<(long Step, double Value)>> Points { get; } = [];

    public List<JobProgress> Progresses { get; } = [];

    public List<(string File, SnapshotRef Snapshot)> Snapshots { get; } = [];

    /// <summary>Holds the training, before each step, for as long as this says.</summary>
    public Func<TimeSpan> Hold { get; init; } = () => TimeSpan.Zero;

    public List<TrainingPhase> Phases { get; } = [];

    public List<string> Lines { get; } = [];

    public bool PauseRequested => Points.TryGetValue("train/loss", out var losses) && losses.Count >= _pauseAfter;

    public TimeSpan WaitWhileHeld(CancellationToken cancellation) => Hold();

    public void Log(TrainingLogLevel level, string message) => Lines.Add($"{level}: {message}");

    public void Point(string name, long atStep, double value)
    {
        if (!Points.TryGetValue(name, out var points))
        {
            Points[name] = points = [];
        }

        points.Add((atStep, value));
    }

    public void Progress(JobProgress progress) => Progresses.Add(progress);

    public void Begins(TrainingPhase phase) => Phases.Add(phase);

    public void SnapshotSaved(string file, SnapshotRef snapshot) => Snapshots.Add((file, snapshot));
}
