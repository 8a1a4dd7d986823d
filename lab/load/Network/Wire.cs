using System.Net.Http.Headers;
using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Load.Network;

/// <summary>
/// Speaks HTTP to the servers on behalf of many callers, over connections that they share: one caller a connection would ask
/// more of this process than of those under load. Each call goes to the next server, as behind a balancer.
/// </summary>
internal sealed class Wire : IDisposable
{
    private readonly HttpClient[] _servers;
    private int _calls;

    /// <param name="apis">The API of each server.</param>
    /// <param name="connections">The most connections to each.</param>
    public Wire(IReadOnlyList<Uri> apis, int connections) => _servers = [.. apis.Select(api => new HttpClient(
        new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseCookies = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null })
        { BaseAddress = UserApiClient.BaseAddress(api), Timeout = TimeSpan.FromSeconds(60) })];

    /// <summary>Sends a body and reads the answer.</summary>
    /// <exception cref="ApiException">The server says no.</exception>
    public async Task<T> PostAsync<T>(string path, string? token, object body)
    {
        using var response = await SendAsync(HttpMethod.Post, path, token, body, HttpCompletionOption.ResponseContentRead);
        return await response.ReadAsync<T>();
    }

    /// <summary>Opens an answer that goes on for as long as the server has something to say.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path, string token) => SendAsync(HttpMethod.Get, path, token, null, HttpCompletionOption.ResponseHeadersRead);

    /// <summary>Uploads a whole blob.</summary>
    public async Task UploadAsync(string digest, byte[] bytes, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, Routes.Blob(digest)) { Content = new ByteArrayContent(bytes) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Upload-Offset", "0");
        request.Headers.Add("Upload-Length", bytes.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var response = await Next().SendAsync(request);
        await response.ThrowIfProblemAsync();
    }

    public void Dispose()
    {
        foreach (var server in _servers) server.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token, object? body, HttpCompletionOption until)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), ModelMineJson.Options));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        var response = await Next().SendAsync(request, until);
        await response.ThrowIfProblemAsync();
        return response;
    }

    private HttpClient Next() => _servers[(uint)Interlocked.Increment(ref _calls) % _servers.Length];
}
