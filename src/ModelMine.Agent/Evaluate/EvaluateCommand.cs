using ModelMine.Agent.Train;
using ModelMine.Agent.Train.Downloads;
using ModelMine.Core.Contracts;
using ModelMine.Training;
using ModelMine.Training.Results;
using ModelMine.Training.Runtime;

namespace ModelMine.Agent.Evaluate;

/// <summary>
/// The verb <c>evaluate</c>: fetches the data set that the weights name, measures them, and speaks JSON lines as a trainer does.
/// </summary>
internal static class EvaluateCommand
{
    /// <summary>Measures.</summary>
    /// <param name="file">The weights.</param>
    /// <param name="datasets">Folder of downloaded data sets.</param>
    /// <param name="threads">Threads to compute with.</param>
    /// <param name="cancellation">Gives up while data are fetched.</param>
    /// <returns>One of <see cref="TrainerExit"/>.</returns>
    public static async Task<int> RunAsync(string file, string datasets, int threads, CancellationToken cancellation)
    {
        TorchRuntime.Prepare();
        var output = new TrainerOutputLines(Console.OpenStandardOutput());
        Console.SetOut(Console.Error);
        var observer = new ReportingObserver(output, TimeProvider.System);
        new AgentLink(Console.OpenStandardInput(), observer).Start();
        try
        {
            using var weights = TrainedWeights.Open(file);
            var request = new TrainingRequest
            {
                Config = weights.Config,
                Folder = Path.GetDirectoryName(file)!,
                Threads = threads,
                DatasetFolder = datasets,
                DatasetFiles = DatasetMirror.OfEnvironment().Files(weights.Config.Data),
            };
            await TrainingData.EnsureAsync(request, observer, cancellation);
            output.Write(new TrainerEvaluation(await TrainingThread.RunAsync(() => EvaluationJob.Run(weights, request, observer))));
            return TrainerExit.Completed;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return TrainerExit.Stopped;
        }
        catch (TrainingException error)
        {
            output.Write(new TrainerError(error.Message, error.Retryable));
            return TrainerExit.Failed;
        }
    }
}
