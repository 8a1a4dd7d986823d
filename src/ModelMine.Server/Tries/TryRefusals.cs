using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Tries;

/// <summary>Why a trained model is not asked.</summary>
internal static class TryRefusals
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public static RefusedException NotCompleted(JobStatus status) => new(
        409, "no_weights", $"This job has no model yet to try: it is {status.ToString().ToUpperInvariant()}.", "Only a completed job has; watch it until it is.");

    /// <summary>Reads a request; refuses JSON that is none.</summary>
    public static TryRequest Read(JsonElement json)
    {
        try
        {
            return json.Deserialize<TryRequest>(ModelMineJson.Options) ?? throw new JsonException("There is nothing.");
        }
        // Without a type, or with one of another version, it is not supported rather than wrong.
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new RefusedException(
                400, "invalid_json", "That is no request to a model.",
                """Give a JSON object with a type, such as {"type":"prompt","prompt":"And God said"}; the types are image, prompt, sentence, row and replay.""");
        }
    }

    /// <summary>Throws when a request cannot be put to a model of a kind.</summary>
    public static void Require(TryRequest request, TryKind kind)
    {
        if (request.Kind != kind)
        {
            var type = kind.ToString().ToLowerInvariant();
            throw new RefusedException(
                422, "invalid_try", "This model cannot be asked that.", $"It is tried with a request of type {type}.",
                [new("$.type", $"The type must be {type}.") { Allowed = [type] }]);
        }

        var problems = TryLimits.WhyNot(request).ToList();
        if (problems.Count > 0) throw new RefusedException(422, "invalid_try", "The model cannot be asked that.", problems[0].Message, problems);
    }

    public static RefusedException Of(TryOpening opening, int memoryMiB) => opening switch
    {
        TryOpening.TooMany => new(
            429, "too_many_tries", $"You already have {TryDeskGrain.MostOfAUser} requests to models under way.", "Wait until one of them is answered.")
        { RetryAfter = Soon },
        TryOpening.NoNode => new(
            503, "no_node", "No node is online to answer.", "Start one with ./modelmine up or modelmine agent, or download the weights and use modelmine try --weights.")
        { RetryAfter = Soon },
        TryOpening.NoRoom => new(
            503, "no_room", $"No node that is online has the {memoryMiB} MiB of memory free that this model may need.", "Try again when less is trained, or add a larger node.")
        { RetryAfter = Soon },
        _ => new(503, "nodes_busy", "Every node that could answer is busy with other requests.", "Try again in some seconds.") { RetryAfter = Soon },
    };
}
