using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace ModelMine.Core.Contracts.Client;

/// <summary>
/// What an agent asks of the API. Every method throws <see cref="ApiException"/> when the server says no, and
/// <see cref="HttpRequestException"/> when it cannot be reached; none of them tries twice.
/// </summary>
/// <param name="http">
/// Carries the requests; its base address is the server's with <c>/api/</c> at the end (see
/// <see cref="UserApiClient.BaseAddress"/>). Its own timeout must be off: some requests are held open. The caller owns it.
/// </param>
public sealed partial class NodeApiClient(HttpClient http)
{
    /// <summary>Signs every further request with the node's token.</summary>
    /// <param name="token">The secret of <see cref="EnrolResponse"/>.</param>
    public void SignInWith(string token) => http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    /// <summary>Makes this machine a node.</summary>
    /// <param name="request">The one-use code, and who the machine is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<EnrolResponse> EnrolAsync(EnrolRequest request, CancellationToken cancellationToken) =>
        PostAsync<EnrolResponse>(Routes.Enrol, request, cancellationToken);

    /// <summary>Says that the node is there, and renews the leases of what it holds.</summary>
    /// <param name="request">What it is, does and holds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<HeartbeatResponse> HeartbeatAsync(HeartbeatRequest request, CancellationToken cancellationToken) =>
        PostAsync<HeartbeatResponse>(Routes.Heartbeat, request, cancellationToken);

    /// <summary>Asks for work; the server may hold the request for as long as it says.</summary>
    /// <param name="request">What the node has free.</param>
    /// <param name="cancellationToken">Gives up; a grant that was under way is then given back by the server after a while.</param>
    public Task<ClaimResponse> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) =>
        PostAsync<ClaimResponse>(Routes.Claim, request, cancellationToken);

    /// <summary>Waits for one of the held attempts to be lost.</summary>
    /// <param name="request">What the node holds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<WatchResponse> WatchAsync(WatchRequest request, CancellationToken cancellationToken) =>
        PostAsync<WatchResponse>(Routes.Watch, request, cancellationToken);

    private async Task<T> PostAsync<T>(string path, object body, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(path, body, ModelMineJson.Options, cancellationToken);
        return await response.ReadAsync<T>(cancellationToken);
    }

    private async Task PostAsync(string path, object body, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync(path, body, ModelMineJson.Options, cancellationToken);
        await response.ThrowIfProblemAsync(cancellationToken);
    }
}
