using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using ModelMine.Core.Contracts;
using Orleans.Serialization;

namespace ModelMine.Server.Shell;

/// <summary>
/// Hosts the grains inside the server. Grains keep what is cheap to lose (presence, live fan-out, wake-ups), so there is
/// neither persistence nor reminders nor streams here: the database is the only truth.
/// </summary>
public static class OrleansHosting
{
    /// <summary>Adds a silo that stands alone, on loopback, at a port that is free now: many servers fit on one machine.</summary>
    /// <param name="builder">The server's builder.</param>
    public static WebApplicationBuilder AddSilo(this WebApplicationBuilder builder)
    {
        builder.UseOrleans(silo =>
        {
            // Grains are called from inside this process only: port 0 leaves the gateway for outside clients closed.
            silo.UseLocalhostClustering(FreePort(), gatewayPort: 0, serviceId: "modelmine", clusterId: "modelmine");
            silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(IsContract, ModelMineJson.Options));
        });
        return builder;
    }

    private static bool IsContract(Type type) => type.Namespace?.StartsWith(typeof(ModelMineJson).Namespace!, StringComparison.Ordinal) == true;

    /// <summary>
    /// A free loopback port below those that systems give to outgoing connections, so that none of them takes it before
    /// the silo does.
    /// </summary>
    private static int FreePort()
    {
        for (var tries = 0; tries < 1000; tries++)
        {
            var port = RandomNumberGenerator.GetInt32(20_000, 32_000);
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

        throw new InvalidOperationException("No TCP port between 20000 and 32000 is free on 127.0.0.1. Close some programs and start again.");
    }
}
