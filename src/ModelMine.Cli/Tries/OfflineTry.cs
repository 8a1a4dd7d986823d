using System.Runtime.CompilerServices;
using System.Text.Json;

using ModelMine.Cli.Shell;
using ModelMine.Cli.Trainers;
using ModelMine.Core.Contracts;

namespace ModelMine.Cli.Tries;

/// <summary>Uses a model on this machine, from its weights file, without a server.</summary>
internal static class OfflineTry
{
    /// <summary>Asks the model.</summary>
    /// <param name="surroundings">Where the agent's program is looked for.</param>
    /// <param name="weights">The weights file.</param>
    /// <param name="threads">Threads to compute with; chosen when null.</param>
    /// <param name="request">What it is asked.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<TryOutput> AskAsync(
        Surroundings surroundings, string weights, int? threads, TryRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!File.Exists(weights)) throw new CliFailure(ExitCode.NotFound, $"There is no file {weights}.");
        await using var child = TrainerChild.Start(
            surroundings, "infer", "--folder", Path.GetDirectoryName(weights)!, "--weights", Path.GetFileName(weights), "--threads", TrainerChild.Threads(threads));
        await child.WriteAsync(JsonSerializer.Serialize(new InferenceRequest("1", request), ModelMineJson.Options), cancellationToken);
        while (await child.ReadAsync(cancellationToken) is { } line)
        {
            var output = JsonSerializer.Deserialize<InferenceLine>(line, ModelMineJson.Options)!.Output;
            yield return output;
            if (output.IsLast) yield break;
        }

        throw await child.DiedAsync();
    }
}
