using System.Globalization;
using ModelMine.Core.Contracts;
using ModelMine.Core.Formats;
using ModelMine.Training.Learners;
using ModelMine.Training.Loops;
using ModelMine.Training.Results;
using ModelMine.Training.Runtime;

namespace ModelMine.Training;

/// <summary>
/// Measures trained weights apart from their training: the same learner makes the same final measurement, so that the same
/// threads, CPU level and libtorch give the reported score bit for bit.
/// </summary>
public static class EvaluationJob
{
    /// <summary>Measures on the calling thread.</summary>
    /// <param name="weights">The weights; their own config says what data they are measured on.</param>
    /// <param name="request">The same config, threads, and where data sets lie.</param>
    /// <param name="observer">Hears what goes on.</param>
    /// <exception cref="TrainingException">The data cannot be had, or the tensors do not fit the config.</exception>
    public static Evaluation Run(TrainedWeights weights, TrainingRequest request, ITrainingObserver observer) =>
        Run(weights, request, LearnerChoice.Of, observer);

    /// <summary>The same with a learner of the caller's choice.</summary>
    internal static Evaluation Run(TrainedWeights weights, TrainingRequest request, Func<TrainingRequest, ILearner> choose, ITrainingObserver observer)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(observer);
        TorchRuntime.UseThreads(request.Threads);
        var began = request.Time.GetTimestamp();
        var device = ComputeDevice.ToUse(request.Config);
        using var learner = choose(request);
        learner.MoveTo(device);
        observer.Log(TrainingLogLevel.Info, string.Create(
            CultureInfo.InvariantCulture,
            $"Measuring a {learner.Description}. {(device.IsProcessor() ? "" : $"On {device.type}, ")}{request.Threads} threads, {TorchRuntime.CpuCapability}, libtorch {TorchRuntime.Version}."));
        Load(learner, weights);
        observer.Begins(TrainingPhase.Measuring);
        var report = learner.Finish();
        observer.Log(TrainingLogLevel.Info, report.Summary);
        return new()
        {
            ScoreName = learner.ScoreName,
            Score = report.Score,
            TestLoss = report.TestLoss,
            Metrics = report.Metrics,
            Parameters = learner.Model.Parameters.Count,
            TestSamples = report.TestSamples,
            Dataset = request.Config.Dataset,
            DatasetDigest = report.DatasetDigest,
            Config = request.Config.Json,
            ConfigDigest = request.Config.Digest,
            WeightsDigest = weights.Digest,
            WeightsBytes = weights.Bytes,
            Seconds = request.Time.GetElapsedTime(began).TotalSeconds,
            Threads = request.Threads,
            CpuCapability = TorchRuntime.CpuCapability,
            TorchVersion = TorchRuntime.Version,
        };
    }

    private static void Load(ILearner learner, TrainedWeights weights)
    {
        try
        {
            learner.LoadWeights(weights.Tensors);
        }
        catch (SafetensorsException error)
        {
            throw new TrainingException($"The weights do not fit their config: {error.Message}", retryable: false, error);
        }
    }
}
