using System.Net.Http.Json;
using System.Text.Json;

namespace ModelMine.Core.Contracts.Client;

/// <summary>Reads answers of the API: a value, or an <see cref="ApiException"/>.</summary>
public static class ApiResponses
{
    /// <summary>Throws what the server said if the answer is not a success.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ApiException">The status code is not 2xx.</exception>
    public static async Task ThrowIfProblemAsync(this HttpResponseMessage response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response.IsSuccessStatusCode) return;
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        throw new ApiException(response.StatusCode, ReadProblem(response, body));
    }

    /// <summary>Reads the body of a successful answer.</summary>
    /// <typeparam name="T">What the body holds.</typeparam>
    /// <param name="response">The answer.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ApiException">The status code is not 2xx.</exception>
    /// <exception cref="JsonException">The body is not what this version expects.</exception>
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        await response.ThrowIfProblemAsync(cancellationToken);
        return await response.Content.ReadFromJsonAsync<T>(ModelMineJson.Options, cancellationToken)
            ?? throw new JsonException($"The answer of {response.RequestMessage?.RequestUri} is empty.");
    }

    private static Problem ReadProblem(HttpResponseMessage response, string body)
    {
        var status = (int)response.StatusCode;
        if (response.Content.Headers.ContentType?.MediaType is "application/problem+json" or "application/json")
        {
            try
            {
                if (JsonSerializer.Deserialize<Problem>(body, ModelMineJson.Options) is { } problem) return problem with { Status = status };
            }
            catch (JsonException)
            {
                // Something between us and the server answered in its own words: what follows says so.
            }
        }

        return new Problem
        {
            Title = $"HTTP {status} {response.ReasonPhrase}".TrimEnd(),
            Detail = $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri} was answered without a reason. Check the address, and the server's log.",
            Status = status,
        };
    }
}
