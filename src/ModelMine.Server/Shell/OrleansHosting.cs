using System.Net;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell.Clustering;
using Orleans.Serialization;

namespace ModelMine.Server.Shell;

/// <summary>
/// Hosts the grains inside the server. Grains keep what is cheap to lose (presence, live fan-out, wake-ups), so there is
/// neither persistence nor reminders nor streams here: the database is the only truth.
/// </summary>
public static class OrleansHosting
{
    /// <summary>
    /// Adds a silo: one of a cluster where the settings say so, else one that stands alone, on loopback, at a port that is free
    /// now, so that many servers fit on one machine.
    /// </summary>
    /// <param name="builder">The server's builder.</param>
    public static WebApplicationBuilder AddSilo(this WebApplicationBuilder builder)
    {
        builder.UseOrleans(silo =>
        {
            // Grains are called from inside this process only: port 0 leaves the gateway for outside clients closed.
            if (builder.Configuration.IsClustered()) silo.UseRedisCluster();
            else silo.UseLocalhostClustering(SiloAddresses.FreePort(IPAddress.Loopback), gatewayPort: 0, serviceId: "modelmine", clusterId: "modelmine");
            silo.Services.AddSerializer(serializer => serializer.AddJsonSerializer(IsContract, ModelMineJson.Options));
        });
        return builder;
    }

    private static bool IsContract(Type type) => type.Namespace?.StartsWith(typeof(ModelMineJson).Namespace!, StringComparison.Ordinal) == true;
}
