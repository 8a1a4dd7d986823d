using System.Net;
using Microsoft.Extensions.Options;
using Orleans.Clustering.Redis;
using Orleans.Configuration;

namespace ModelMine.Server.Shell.Clustering;

/// <summary>A silo that finds the others by a table in Redis.</summary>
internal static class RedisCluster
{
    /// <summary>Adds it.</summary>
    /// <param name="silo">The silo.</param>
    public static void UseRedisCluster(this ISiloBuilder silo)
    {
        silo.UseRedisClustering(_ => { });
        silo.Services.AddOptions<RedisClusteringOptions>().Configure<IOptions<ClusterSettings>>((redis, settings) => redis.ConfigurationOptions = settings.Value.RedisOptions());
        silo.Services.AddOptions<ClusterOptions>().Configure<IOptions<ClusterSettings>>((cluster, settings) =>
            (cluster.ServiceId, cluster.ClusterId) = ("modelmine", settings.Value.ClusterId));
        silo.Services.AddOptions<EndpointOptions>().Configure<IOptions<ClusterSettings>>((endpoints, settings) => Choose(endpoints, settings.Value));
        silo.Services.AddOptions<ClusterMembershipOptions>().Configure<IOptions<ClusterSettings>>((membership, settings) => NoticeDeathSoon(membership, settings.Value));
        silo.Services.AddSingleton<RedisLink>();
        silo.Services.AddSingleton<MembershipKeeper>();
        silo.Services.AddHostedService(provider => provider.GetRequiredService<MembershipKeeper>());
    }

    private static void Choose(EndpointOptions endpoints, ClusterSettings settings)
    {
        var address = settings.AdvertisedIP is { Length: > 0 } given ? IPAddress.Parse(given) : SiloAddresses.Towards(settings.RedisOptions().EndPoints[0]);
        var listened = IPAddress.IsLoopback(address) ? address : IPAddress.Any;
        endpoints.AdvertisedIPAddress = address;
        endpoints.SiloPort = settings.SiloPort == 0 ? SiloAddresses.FreePort(listened) : settings.SiloPort;
        endpoints.SiloListeningEndpoint = new IPEndPoint(listened, endpoints.SiloPort);

        // Grains are called from inside the servers only: the gateway for outside clients stays closed.
        endpoints.GatewayPort = 0;
    }

    /// <summary>
    /// As set by default, a killed server is noticed within about a second, a frozen one within five. One server's word is
    /// enough: a wrong verdict costs a restart and nothing else, because every write is fenced in the database.
    /// A server that starts asks all whose last sign of life in the table is younger than a quarter of a minute, and waits for those
    /// that do not answer: after a power cut, no longer than that. Whoever seems silent for longer, be it by a clock that is
    /// behind, is only watched more closely.
    /// </summary>
    private static void NoticeDeathSoon(ClusterMembershipOptions membership, ClusterSettings settings)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.MinProbeTimeout = TimeSpan.FromSeconds(0.5);
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedProbesLimit = (int)Math.Ceiling(settings.SilenceSeconds / membership.MinProbeTimeout.TotalSeconds);
        membership.NumVotesForDeathDeclaration = 1;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        // Together 16 s: ten that clocks may be apart, and the time between two of these signs of life.
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(4);
        membership.NumMissedTableIAmAliveLimit = 4;
    }
}
