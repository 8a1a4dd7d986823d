using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Contact;

/// <summary>Opens connections to the server.</summary>
internal static class ServerConnection
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestUse = TimeSpan.FromMinutes(5);

    /// <summary>A client of the server's API. It has no timeout of its own: some requests are held open.</summary>
    /// <param name="server">The server's address.</param>
    public static HttpClient Open(Uri server) =>
        // Connections are made anew now and then, so that a server that moved to another address is found there.
        new(new NamedConnectionFaults(new SocketsHttpHandler { ConnectTimeout = ConnectPatience, PooledConnectionLifetime = LongestUse }))
        {
            BaseAddress = UserApiClient.BaseAddress(server),
            Timeout = Timeout.InfiniteTimeSpan,
        };
}
