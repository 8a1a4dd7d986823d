using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ModelMine.Tests.Servers;

/// <summary>Loopback ports for servers that cannot choose one themselves.</summary>
internal static class ServerPorts
{
    /// <summary>Ports stay free until their servers listen: nobody else of this process shall get one meanwhile.</summary>
    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>A port that is free now, below those that the system gives to outgoing connections; another one each time.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(14_000, 20_000);
            if (!Given.TryAdd(port, true)) continue;
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: try another.
            }
        }
    }
}
