using System.Globalization;
using ModelMine.Core.Contracts;
using ModelMine.Core.Formats;
using ModelMine.Training.Learners;
using ModelMine.Training.Loops;
using ModelMine.Training.Results;
using ModelMine.Training.Runtime;
using ModelMine.Training.Snapshots;

namespace ModelMine.Training;

/// <summary>Trains one job from its config, or from a snapshot, to its result.</summary>
public static class TrainingJob
{
    /// <summary>What the trained weights are called in the attempt's folder.</summary>
    public const string WeightsFileName = "model.safetensors";

    /// <summary>Trains on the calling thread.</summary>
    /// <param name="request">What to train, where, and with what.</param>
    /// <param name="observer">Sees it go on.</param>
    /// <param name="cancellation">Calls it off before the next step.</param>
    /// <returns>What was measured; null when the observer asked for a pause and a snapshot was saved.</returns>
    /// <exception cref="TrainingException">It cannot go on; says whether another attempt could.</exception>
    /// <exception cref="OperationCanceledException">It was called off.</exception>
    public static JobResult? Run(TrainingRequest request, ITrainingObserver observer, CancellationToken cancellation = default) =>
        Run(request, LearnerChoice.Of, observer, cancellation);

    /// <summary>The same with a learner of the caller's choice.</summary>
    internal static JobResult? Run(TrainingRequest request, Func<TrainingRequest, ILearner> choose, ITrainingObserver observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(observer);
        TorchRuntime.UseThreads(request.Threads);
        var began = request.Time.GetTimestamp();
        // Asked first: reading the data may take long.
        var device = ComputeDevice.ToTrain(request.Config);
        observer.Begins(TrainingPhase.Reading);
        using var learner = choose(request);
        learner.MoveTo(device);
        observer.Log(TrainingLogLevel.Info, string.Create(
            CultureInfo.InvariantCulture,
            $"Training {learner.Description}. {request.Config.Epochs} epochs, {learner.TotalSteps:N0} steps, {(device.IsProcessor() ? "" : $"on {device.type}, ")}{request.Threads} threads, {TorchRuntime.CpuCapability}, libtorch {TorchRuntime.Version}."));
        var loop = new TrainingLoop(request, learner, new SnapshotFolder(request.Folder), observer);
        Resume(request, learner, loop, observer);
        if (!loop.Run(cancellation))
        {
            observer.Log(TrainingLogLevel.Info, $"Paused at step {learner.Step.ToString("N0", CultureInfo.InvariantCulture)}.");
            return null;
        }

        observer.Begins(TrainingPhase.Measuring);
        var report = learner.Finish();
        observer.Log(TrainingLogLevel.Info, report.Summary);
        observer.Begins(TrainingPhase.Saving);
        var (digest, bytes) = WeightsFile.Write(Path.Combine(request.Folder, WeightsFileName), request.Config, learner.Model);
        return new()
        {
            ScoreName = learner.ScoreName,
            Score = report.Score,
            TestLoss = report.TestLoss,
            TrainLoss = learner.LastEpochLoss,
            Metrics = report.Metrics,
            Epochs = (int)(learner.Unit / learner.UnitsPerEpoch),
            BestEpoch = report.BestEpoch ?? loop.BestEpoch,
            EarlyEnd = loop.EarlyEnd,
            Steps = learner.Step,
            Seconds = (request.Time.GetElapsedTime(began) - loop.Held).TotalSeconds,
            SamplesPerSecond = loop.Pace.Spent > TimeSpan.Zero ? loop.Pace.Samples / loop.Pace.Spent.TotalSeconds : 0,
            Parameters = learner.Model.Parameters.Count,
            TrainSamples = report.TrainSamples,
            ValidationSamples = report.ValidationSamples,
            TestSamples = report.TestSamples,
            PeakMemoryMiB = PeakMemory.MiB(),
            Threads = request.Threads,
            CpuCapability = TorchRuntime.CpuCapability,
            TorchVersion = TorchRuntime.Version,
            Setup = TrainingSetups.Of(request.Config),
            Confusion = report.Confusion,
            Seed = request.Config.Seed,
            Dataset = request.Config.Dataset,
            DatasetDigest = report.DatasetDigest,
            ConfigDigest = request.Config.Digest,
            WeightsDigest = digest,
            WeightsBytes = bytes,
            Samples = report.Samples,
        };
    }

    private static void Resume(TrainingRequest request, ILearner learner, TrainingLoop loop, ITrainingObserver observer)
    {
        if (request.ResumeFrom is not { } name)
        {
            return;
        }

        try
        {
            using var snapshot = new SnapshotFile(Path.Combine(request.Folder, name));
            SnapshotIdentity.Require(snapshot, request.Config);
            learner.Load(snapshot);
            loop.Load(snapshot);
            observer.Log(TrainingLogLevel.Info, $"Going on from step {learner.Step.ToString("N0", CultureInfo.InvariantCulture)} ({name}).");
            if (SnapshotIdentity.Difference(snapshot, request.Threads) is { } difference)
            {
                observer.Log(TrainingLogLevel.Warning, difference);
            }
        }
        catch (Exception error) when (error is SafetensorsException or IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"The snapshot {name} could not be read: {error.Message}", retryable: true, error);
        }
    }
}
