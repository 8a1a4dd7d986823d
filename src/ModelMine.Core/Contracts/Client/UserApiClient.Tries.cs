using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ModelMine.Core.Contracts.Client;

public sealed partial class UserApiClient
{
    /// <summary>Uses the model that a completed job trained; the pieces of its answer come as it makes them.</summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="request">What the model is asked.</param>
    /// <param name="cancellationToken">Ends the call, and the model's work.</param>
    /// <returns>The pieces; the last one is a <see cref="TryDone"/> or a <see cref="TryFailed"/>.</returns>
    /// <exception cref="ApiException">The server says no: 404 no such job, 409 not completed, 422 not such a request, 429 too many at once, 503 no node can.</exception>
    public async IAsyncEnumerable<TryOutput> TryAsync(
        string jobId, TryRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, Routes.Try(jobId))
        {
            Content = JsonContent.Create<TryRequest>(request, options: ModelMineJson.Options),
        };
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await response.ThrowIfProblemAsync(cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream, Parse).EnumerateAsync(cancellationToken))
        {
            if (item.Data is not { } output) continue;
            yield return output;
            if (output.IsLast) yield break;
        }

        throw new HttpRequestException("The server ended the answer before it was complete.");

        static TryOutput? Parse(string eventType, ReadOnlySpan<byte> data) =>
            data.StartsWith("{"u8) ? JsonSerializer.Deserialize<TryOutput>(data, ModelMineJson.Options) : null;
    }
}
