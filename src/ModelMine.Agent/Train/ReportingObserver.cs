using ModelMine.Core.Contracts;
using ModelMine.Training;

namespace ModelMine.Agent.Train;

/// <summary>Tells the agent what goes on. Points of curves wait for each other: at most about four metric lines a second and curve.</summary>
internal sealed class ReportingObserver(TrainerOutputLines output, TimeProvider time) : ITrainingObserver
{
    private static readonly TimeSpan FlushEvery = TimeSpan.FromMilliseconds(250);
    private const int MostPoints = 2000;
    private readonly Dictionary<string, (List<long> Steps, List<double> Values)> _waiting = [];
    private long _lastFlush = time.GetTimestamp();
    private int _waitingPoints;
    private volatile bool _pauseRequested;

    public bool PauseRequested => _pauseRequested;

    public void RequestPause() => _pauseRequested = true;

    public void Log(TrainingLogLevel level, string message) => output.Write(new TrainerLog(time.GetUtcNow(), Word(level), message));

    public void Point(string name, long atStep, double value)
    {
        if (!_waiting.TryGetValue(name, out var series))
        {
            _waiting[name] = series = ([], []);
        }

        series.Steps.Add(atStep);
        series.Values.Add(value);
        _waitingPoints++;
        if (_waitingPoints >= MostPoints || time.GetElapsedTime(_lastFlush) >= FlushEvery)
        {
            Flush();
        }
    }

    public void Progress(JobProgress progress) => output.Write(new TrainerProgress(progress));

    public void Begins(TrainingPhase phase) => output.Write(new TrainerPhase(phase));

    public void SnapshotSaved(string file, SnapshotRef snapshot)
    {
        // What was measured before the state was saved is not measured again after it: it must not be lost with this process.
        Flush();
        output.Write(new TrainerSnapshot(file, snapshot));
    }

    /// <summary>Writes the points that wait.</summary>
    public void Flush()
    {
        foreach (var (name, (steps, values)) in _waiting)
        {
            output.Write(new TrainerMetric(new(name, steps, values)));
        }

        _waiting.Clear();
        _waitingPoints = 0;
        _lastFlush = time.GetTimestamp();
    }

    private static string Word(TrainingLogLevel level) => level switch
    {
        TrainingLogLevel.Debug => "debug",
        TrainingLogLevel.Info => "info",
        TrainingLogLevel.Warning => "warning",
        _ => "error",
    };
}
