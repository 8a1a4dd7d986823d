using System.Net;
using System.Net.Sockets;

using ModelMine.Cli.Shell;
using ModelMine.Core.Contracts;

namespace ModelMine.Cli.Up;

/// <summary>Finds out before anything starts whether the ports are free, and who has them if not.</summary>
internal static class PortCheck
{
    public static void RequireFree(params ReadOnlySpan<(int Port, string Option)> ports)
    {
        var busy = new List<ProblemItem>();
        foreach (var (port, option) in ports)
            if (!IsFree(port))
                busy.Add(new ProblemItem($"port {port}", $"in use{Holder(port)}; choose another with {option} {FreePort()}"));
        if (busy.Count == 0) return;
        throw new CliFailure(
            ExitCode.Environment,
            busy.Count == 1 ? "A port that ModelMine needs is busy." : "Ports that ModelMine needs are busy.",
            errors: busy);
    }

    private static bool IsFree(int port) =>
        CanListen(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port));

    private static bool CanListen(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            // A machine without that loopback address: nobody can be in the way there.
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AccessDenied)
        {
            throw new CliFailure(ExitCode.Environment, $"Port {port} may not be used by this user.", "Choose one above 1023 with --web-port and --api-port.");
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Holder(int port) => PortHolder.Find(port) is { } holder ? $" by process {holder.ProcessId} ({holder.Command})" : "";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
