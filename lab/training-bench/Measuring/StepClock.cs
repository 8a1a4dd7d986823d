using System.Diagnostics;
using ModelMine.Core.Contracts;
using ModelMine.Training;

namespace ModelMine.TrainingBench.Measuring;

/// <summary>Stops a training after so many steps, and remembers when the steps ended.</summary>
internal sealed class StepClock(int warmUp, int steps, Action<int>? eachStep = null) : ITrainingObserver
{
    private long _began, _ended;

    public int Made { get; private set; }

    public List<double> Losses { get; } = [];

    /// <summary>Seconds from the end of the warm-up to the last step.</summary>
    public double Seconds => Stopwatch.GetElapsedTime(_began, _ended).TotalSeconds;

    public bool PauseRequested => Made >= warmUp + steps;

    public void Log(TrainingLogLevel level, string message)
    {
    }

    public void Point(string name, long atStep, double value)
    {
        if (name != "train/loss") return;
        Losses.Add(value);
        Made++;
        eachStep?.Invoke(Made);
        if (Made == warmUp) _began = Stopwatch.GetTimestamp();
        _ended = Stopwatch.GetTimestamp();
    }

    public void Progress(JobProgress progress)
    {
    }

    public void Begins(TrainingPhase phase)
    {
    }

    public void SnapshotSaved(string file, SnapshotRef snapshot)
    {
    }
}
