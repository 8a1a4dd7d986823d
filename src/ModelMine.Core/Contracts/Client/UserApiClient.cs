using System.Net.Http.Json;

namespace ModelMine.Core.Contracts.Client;

/// <summary>
/// What a person, or a program that acts for one, can ask of the API. Every method throws <see cref="ApiException"/> when the
/// server says no, and <see cref="HttpRequestException"/> when it cannot be reached.
/// </summary>
/// <param name="http">
/// Carries the requests; its base address is the server's with <c>/api/</c> at the end (see <see cref="BaseAddress"/>), and its
/// default headers carry the personal token, if there is one; its handler is a <see cref="NamedConnectionFaults"/>. The caller owns it.
/// </param>
/// <param name="time">Clock of the waits between attempts to reconnect; the system's when left out.</param>
public sealed partial class UserApiClient(HttpClient http, TimeProvider? time = null)
{
    private readonly HttpClient _http = http;
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>The API's address on a server: both the web port and the API port have it under <c>/api/</c>.</summary>
    /// <param name="server">Address of the server, such as <c>http://localhost:4000</c>.</param>
    public static Uri BaseAddress(Uri server)
    {
        ArgumentNullException.ThrowIfNull(server);
        var root = server.AbsoluteUri.TrimEnd('/');
        return new Uri(root.EndsWith("/api", StringComparison.Ordinal) ? $"{root}/" : $"{root}/api/");
    }

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return await response.ReadAsync<T>(cancellationToken);
    }

    private async Task<T> PostAsync<T>(string path, object? body, CancellationToken cancellationToken, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: ModelMineJson.Options);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return await response.ReadAsync<T>(cancellationToken);
    }

    private async Task SendAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await _http.SendAsync(request, cancellationToken);
        await response.ThrowIfProblemAsync(cancellationToken);
    }

    private static string Query(string path, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var query = new List<string>();
        foreach (var (name, value) in parameters)
            if (value is not null)
                query.Add($"{name}={Uri.EscapeDataString(value.ToString()!)}");
        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }
}
