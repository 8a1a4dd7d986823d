using System.Text.Json;
using ModelMine.Agent.Train;
using ModelMine.Core.Contracts;
using ModelMine.Training;
using ModelMine.Training.Inference;
using ModelMine.Training.Runtime;

namespace ModelMine.Agent.Inference;

/// <summary>
/// The verb <c>infer</c>: loads a model once and answers requests with it, a JSON line each on standard input, answers as JSON
/// lines on standard output, until its input ends.
/// </summary>
internal static class InferCommand
{
    /// <summary>Answers until the input ends.</summary>
    /// <param name="weightsFile">The weights.</param>
    /// <param name="threads">Threads to compute with.</param>
    /// <returns>One of <see cref="TrainerExit"/>.</returns>
    public static async Task<int> RunAsync(string weightsFile, int threads)
    {
        TorchRuntime.Prepare();
        using var input = new StreamReader(Console.OpenStandardInput());
        await using var output = Console.OpenStandardOutput();
        Console.SetOut(Console.Error);
        await TrainingThread.RunAsync(() => Serve(weightsFile, threads, input, output));
        ImmediateExit.With(TrainerExit.Completed);
        return TrainerExit.Completed;
    }

    private static bool Serve(string weightsFile, int threads, StreamReader input, Stream output)
    {
        TrainedModel? model = null;
        while (input.ReadLine() is { } line)
        {
            if (JsonSerializer.Deserialize<InferenceRequest>(line, ModelMineJson.Options) is not { } asked) continue;
            try
            {
                model ??= TrainedModel.Load(weightsFile, threads);
                foreach (var piece in model.Answer(asked.Request)) Write(output, new(asked.Id, piece));
            }
            catch (TrainingException error)
            {
                Write(output, new(asked.Id, new TryFailed(error.Message)));
            }
        }

        return true;
    }

    private static void Write(Stream output, InferenceLine line)
    {
        output.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, ModelMineJson.Options), (byte)'\n']);
        output.Flush();
    }
}
