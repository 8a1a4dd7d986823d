using ModelMine.Core.Contracts;
using ModelMine.Training;
using ModelMine.Training.Runtime;

namespace ModelMine.Agent.Train;

/// <summary>
/// The verb <c>train</c>: trains the attempt in a folder, speaks JSON lines on standard output and listens to them on standard
/// input. Standard output carries nothing else.
/// </summary>
internal static class TrainCommand
{
    /// <summary>Trains to the end.</summary>
    /// <param name="folder">The attempt's folder, which holds <c>attempt.json</c>.</param>
    /// <param name="cancellation">Ends it before the next step.</param>
    /// <returns>One of <see cref="TrainerExit"/>.</returns>
    public static async Task<int> RunAsync(string folder, CancellationToken cancellation)
    {
        TorchRuntime.Prepare();
        var output = new TrainerOutputLines(Console.OpenStandardOutput());
        Console.SetOut(Console.Error);
        using var observer = new ReportingObserver(output, TimeProvider.System);
        new AgentLink(Console.OpenStandardInput(), observer).Start();
        try
        {
            var request = AttemptFile.Read(folder);
            await TrainingData.EnsureAsync(request, observer, cancellation);
            var result = await TrainingThread.RunAsync(() => TrainingJob.Run(request, observer, cancellation));
            observer.Flush();
            if (result is null)
            {
                return TrainerExit.Stopped;
            }

            output.Write(new TrainerResult(TrainingJob.WeightsFileName, result));
            return TrainerExit.Completed;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return TrainerExit.Stopped;
        }
        catch (TrainingException error)
        {
            return Fail(error.Message, error.Retryable);
        }
        // Whatever it is, the job's owner is told, and another node may fare better.
        catch (Exception error)
        {
            await Console.Error.WriteLineAsync(error.ToString());
            return Fail($"The trainer failed: {error.Message}", retryable: true);
        }

        int Fail(string message, bool retryable)
        {
            observer.Flush();
            output.Write(new TrainerError(message, retryable));
            return TrainerExit.Failed;
        }
    }
}
