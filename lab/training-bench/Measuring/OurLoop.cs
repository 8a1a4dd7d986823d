using ModelMine.Training;

namespace ModelMine.TrainingBench.Measuring;

/// <summary>The product's own training, as a trainer runs it.</summary>
internal static class OurLoop
{
    /// <returns>Samples a second after the warm-up.</returns>
    public static double SamplesPerSecond(Workload workload, int threads)
    {
        var clock = Run(workload, threads, new(workload.WarmUp, workload.Steps));
        return workload.Steps * (double)workload.Effective.BatchSize / clock.Seconds;
    }

    public static StepClock Run(Workload workload, int threads, StepClock clock)
    {
        var folder = Directory.CreateTempSubdirectory("training-bench-").FullName;
        try
        {
            TrainingJob.Run(new() { Config = workload.Effective, Folder = folder, Threads = threads, DatasetFolder = folder }, clock);
            return clock;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
