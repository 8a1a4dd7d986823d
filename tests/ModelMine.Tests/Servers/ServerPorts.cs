using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ModelMine.Tests.Servers;

/// <summary>Loopback ports for servers that cannot choose one themselves.</summary>
internal static class ServerPorts
{
    /// <summary>A port that is free now, below those that the system gives to outgoing connections.</summary>
    public static int Free()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, RandomNumberGenerator.GetInt32(14_000, 20_000));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Taken: try another.
            }
        }
    }
}
