using System.Net.Http.Headers;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Chaos.Load;

/// <summary>Somebody who submits jobs.</summary>
internal sealed class ChaosUser : IDisposable
{
    private readonly List<HttpClient> _clients = [];
    private readonly string _token;

    private ChaosUser(string name, string token) => (Name, _token) = (name, token);

    public string Name { get; }

    /// <summary>Signs somebody up.</summary>
    /// <param name="name">Who.</param>
    /// <param name="server">Where.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<ChaosUser> SignUpAsync(string name, Uri server, CancellationToken cancellation)
    {
        using var http = new HttpClient(new NamedConnectionFaults(new SocketsHttpHandler())) { BaseAddress = UserApiClient.BaseAddress(server) };
        var api = new UserApiClient(http);
        await api.SignUpAsync(new Credentials($"{name}@example.org", "a long enough password"), cancellation);
        var token = await api.CreateTokenAsync(new NewAccessToken("chaos", CanWrite: true), cancellation);
        return new ChaosUser(name, token.Token);
    }

    /// <summary>A client of this user's by some way to the servers.</summary>
    /// <param name="address">The route, or a server.</param>
    public UserApiClient By(Uri address)
    {
        var http = new HttpClient(new NamedConnectionFaults(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromSeconds(20) }))
        {
            BaseAddress = UserApiClient.BaseAddress(address), Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        lock (_clients) _clients.Add(http);
        return new UserApiClient(http);
    }

    public void Dispose()
    {
        foreach (var http in _clients) http.Dispose();
    }
}
