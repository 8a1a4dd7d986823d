using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;
using ModelMine.Training;
using ModelMine.Training.Runtime;

namespace ModelMine.Seeds;

/// <summary>Trains a config with one seed after another and writes a row for each.</summary>
internal sealed class SeedTable(JsonObject config, bool verbose)
{
    private readonly Lock _console = new();

    /// <returns>The process's exit code: 0, or 1 when the config is wrong.</returns>
    public int Fill(int first, int seeds, int atOnce)
    {
        TorchRuntime.Prepare();
        if (Parse(first) is { Config: null } wrong)
        {
            wrong.Problems.ToList().ForEach(problem => Console.Error.WriteLine($"{problem.Path}: {problem.Message}"));
            return 1;
        }

        Console.WriteLine(Parse(first).Config!.CanonicalJson);
        Console.WriteLine("seed     score    lowest   seconds   optimizer steps   samples/s");
        var waiting = new Queue<int>(Enumerable.Range(first, seeds));
        var scores = new List<double>();
        // A thread of its own each: libtorch keeps the number of threads to compute with by thread.
        var threads = Enumerable.Range(0, atOnce).Select(_ => new Thread(Work)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        scores.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mean {scores.Average():F2}, lowest {scores[0]:F2}, second lowest {scores.ElementAtOrDefault(1):F2}, highest {scores[^1]:F2}"));
        return 0;

        void Work()
        {
            while (Next() is { } seed)
            {
                var result = Train(seed);
                lock (_console)
                {
                    scores.Add(result.Score);
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{seed,4}{result.Score,10:F2}{result.Metrics.GetValueOrDefault("test/returnLowest"),10:F1}{result.Seconds,10:F1}{result.Steps,18}{result.SamplesPerSecond,12:F0}"));
                }
            }
        }

        int? Next()
        {
            lock (_console)
            {
                return waiting.TryDequeue(out var seed) ? seed : null;
            }
        }
    }

    private JobResult Train(int seed)
    {
        var folder = Directory.CreateTempSubdirectory("modelmine-seeds-");
        try
        {
            return TrainingJob.Run(
                new() { Config = Parse(seed).Config!, Folder = folder.FullName, DatasetFolder = folder.FullName, Threads = 1 },
                new LogObserver(seed, verbose))!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private JobConfigParseResult Parse(int seed)
    {
        var seeded = config.DeepClone().AsObject();
        seeded["seed"] = seed;
        return JobConfigParser.Parse(JsonElement.Parse(seeded.ToJsonString()));
    }

    private sealed class LogObserver(int seed, bool verbose) : ITrainingObserver
    {
        public bool PauseRequested => false;

        public void Log(TrainingLogLevel level, string message)
        {
            if (verbose || level >= TrainingLogLevel.Warning)
            {
                Console.WriteLine($"[{seed}] {message}");
            }
        }

        public void Point(string name, long atStep, double value)
        {
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
}
