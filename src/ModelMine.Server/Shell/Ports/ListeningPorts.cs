using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ModelMine.Server.Shell.Ports;

/// <summary>The two ports that this server listens on: the real ones, also when it was told to take free ones.</summary>
public sealed class ListeningPorts
{
    private ListenOptions? _web;
    private ListenOptions? _api;

    /// <summary>Address of the web pages, such as <c>http://127.0.0.1:3000</c>. Known once the server has started.</summary>
    public Uri Web => Address(_web);

    /// <summary>Address of the API, such as <c>http://127.0.0.1:4000</c>. Known once the server has started.</summary>
    public Uri Api => Address(_api);

    /// <summary>Whether a request came in by the API's port.</summary>
    /// <param name="connection">The connection that it came by.</param>
    public bool IsApi(ConnectionInfo connection) => _api?.IPEndPoint is { } endpoint && connection.LocalPort == endpoint.Port;

    internal void Listen(KestrelServerOptions kestrel, ModelMineOptions options)
    {
        var address = Parse(options.BindAddress);
        kestrel.Listen(address, options.WebPort, listen => _web = listen);
        kestrel.Listen(address, options.ApiPort, listen => _api = listen);
    }

    internal static IPAddress Parse(string bindAddress) => bindAddress switch
    {
        "localhost" => IPAddress.Loopback,
        // Where a system has no IPv6 at all, its "any" cannot be listened on; where it has, it takes IPv4 as well.
        "*" => Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any,
        _ when IPAddress.TryParse(bindAddress, out var address) => address,
        _ => throw new InvalidOperationException(
            $"ModelMine:BindAddress is \"{bindAddress}\". It must be an IP address of this machine, \"localhost\", or \"*\" for all of them."),
    };

    private static Uri Address(ListenOptions? listening)
    {
        var endpoint = listening?.IPEndPoint ?? throw new InvalidOperationException("The server does not listen yet.");
        var any = endpoint.Address.Equals(IPAddress.Any) || endpoint.Address.Equals(IPAddress.IPv6Any);
        return new UriBuilder(Uri.UriSchemeHttp, any ? "localhost" : endpoint.Address.ToString(), endpoint.Port).Uri;
    }
}
