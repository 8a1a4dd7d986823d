using ModelMine.Core.Contracts;
using ModelMine.Training;

namespace ModelMine.Agent.Train;

/// <summary>Tells the agent what goes on. Points of curves wait for each other: at most about four metric lines a second and curve.</summary>
internal sealed class ReportingObserver : ITrainingObserver, IDisposable
{
    private static readonly TimeSpan FlushEvery = TimeSpan.FromMilliseconds(250);
    private const int MostPoints = 2000;
    private readonly TrainerOutputLines _output;
    private readonly TimeProvider _time;
    private readonly HoldGate _gate;
    private readonly Dictionary<string, (List<long> Steps, List<double> Values)> _waiting = [];
    private long _lastFlush;
    private int _waitingPoints;
    private volatile bool _pauseRequested;

    public ReportingObserver(TrainerOutputLines output, TimeProvider time)
    {
        (_output, _time, _lastFlush) = (output, time, time.GetTimestamp());
        _gate = new(time, rests => Begins(rests ? TrainingPhase.Holding : TrainingPhase.Training));
    }

    public bool PauseRequested => _pauseRequested;

    public void RequestPause()
    {
        _pauseRequested = true;
        // One that rests saves its state from where it stands.
        _gate.Open();
    }

    public void RequestHold()
    {
        if (!_pauseRequested) _gate.Close();
    }

    public void Resume() => _gate.Open();

    public TimeSpan WaitWhileHeld(CancellationToken cancellation) => _gate.Pass(cancellation);

    public void Log(TrainingLogLevel level, string message) => _output.Write(new TrainerLog(_time.GetUtcNow(), Word(level), message));

    public void Point(string name, long atStep, double value)
    {
        if (!_waiting.TryGetValue(name, out var series))
        {
            _waiting[name] = series = ([], []);
        }

        series.Steps.Add(atStep);
        series.Values.Add(value);
        _waitingPoints++;
        if (_waitingPoints >= MostPoints || _time.GetElapsedTime(_lastFlush) >= FlushEvery)
        {
            Flush();
        }
    }

    public void Progress(JobProgress progress) => _output.Write(new TrainerProgress(progress));

    public void Begins(TrainingPhase phase) => _output.Write(new TrainerPhase(phase));

    public void SnapshotSaved(string file, SnapshotRef snapshot)
    {
        // What was measured before the state was saved is not measured again after it: it must not be lost with this process.
        Flush();
        _output.Write(new TrainerSnapshot(file, snapshot));
    }

    /// <summary>Writes the points that wait.</summary>
    public void Flush()
    {
        foreach (var (name, (steps, values)) in _waiting)
        {
            _output.Write(new TrainerMetric(new(name, steps, values)));
        }

        _waiting.Clear();
        _waitingPoints = 0;
        _lastFlush = _time.GetTimestamp();
    }

    public void Dispose() => _gate.Dispose();

    private static string Word(TrainingLogLevel level) => level switch
    {
        TrainingLogLevel.Debug => "debug",
        TrainingLogLevel.Info => "info",
        TrainingLogLevel.Warning => "warning",
        _ => "error",
    };
}
