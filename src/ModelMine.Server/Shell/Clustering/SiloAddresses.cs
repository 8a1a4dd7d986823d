using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace ModelMine.Server.Shell.Clustering;

/// <summary>Finds where a silo can be reached.</summary>
internal static class SiloAddresses
{
    /// <summary>The address by which this machine reaches another: the one at which that one's neighbours reach it too.</summary>
    /// <param name="other">The other machine.</param>
    public static IPAddress Towards(EndPoint other)
    {
        // Connecting a datagram socket sends nothing: it only makes the system choose a way.
        using var socket = other is IPEndPoint { AddressFamily: var family } ? new Socket(family, SocketType.Dgram, ProtocolType.Udp) : new Socket(SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(other);
        var chosen = ((IPEndPoint)socket.LocalEndPoint!).Address;
        return chosen.IsIPv4MappedToIPv6 ? chosen.MapToIPv4() : chosen;
    }

    /// <summary>
    /// A free port below those that systems give to outgoing connections, so that none of them takes it before the silo does.
    /// </summary>
    /// <param name="address">The address to listen at.</param>
    public static int FreePort(IPAddress address)
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            var port = RandomNumberGenerator.GetInt32(20_000, 32_000);
            using var listener = new TcpListener(address, port);
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

        throw new InvalidOperationException($"No TCP port between 20000 and 32000 is free on {address}. Close some programs and start again.");
    }
}
