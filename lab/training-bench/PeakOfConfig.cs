using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ModelMine.Core.Contracts;
using ModelMine.Training;
using ModelMine.Training.Runtime;
using ModelMine.TrainingBench.Measuring;

namespace ModelMine.TrainingBench;

/// <summary>
/// Trains for a while, measures the epoch's end and saves a snapshot, as each training does; then tells the most memory that this
/// process had. The test at the end takes batches of the same size as the validation, and is left out.
/// </summary>
internal sealed class PeakOfConfig(TimeSpan minutes) : ITrainingObserver
{
    private readonly long _began = Stopwatch.GetTimestamp();

    public bool PauseRequested => false;

    public static void Tell(string config, double minutes, int threads)
    {
        var json = JsonNode.Parse(config)!.AsObject();
        json["maxMinutes"] = minutes;
        json["snapshotEverySeconds"] = 3600;
        var workload = new Workload("", json.ToJsonString(), 0, 0);
        var folder = Directory.CreateTempSubdirectory("training-bench-").FullName;
        var observer = new PeakOfConfig(TimeSpan.FromMinutes(minutes));
        try
        {
            TrainingJob.Run(new() { Config = workload.Effective, Folder = folder, Threads = threads, DatasetFolder = folder }, observer);
        }
        catch (OperationCanceledException)
        {
            // The snapshot was saved.
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Console.WriteLine(PeakMemory.MiB().ToString(CultureInfo.InvariantCulture));
    }

    public void Log(TrainingLogLevel level, string message)
    {
    }

    public void Point(string name, long atStep, double value)
    {
    }

    public void Progress(JobProgress progress)
    {
    }

    // The snapshot at the end of the time, or of an epoch after it, was written beside all that is held.
    public void Begins(TrainingPhase phase)
    {
    }

    public void SnapshotSaved(string file, SnapshotRef snapshot)
    {
        if (Stopwatch.GetElapsedTime(_began) >= minutes) throw new OperationCanceledException("Enough was seen.");
    }
}
