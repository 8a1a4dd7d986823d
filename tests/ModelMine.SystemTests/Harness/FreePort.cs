using System.Net;
using System.Net.Sockets;

namespace ModelMine.SystemTests.Harness;

/// <summary>Ports that nobody listens on at the moment.</summary>
internal static class FreePort
{
    /// <summary>Two different ones, for the web pages and the API.</summary>
    public static (int Web, int Api) Pair()
    {
        using var one = new TcpListener(IPAddress.Loopback, 0);
        using var two = new TcpListener(IPAddress.Loopback, 0);
        one.Start();
        two.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)two.LocalEndpoint).Port);
    }
}
