using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.StackExchangeRedis;
using Microsoft.Extensions.Options;
using ModelMine.Server.Shell.Clustering;
using StackExchange.Redis;

namespace ModelMine.Server.Live;

/// <summary>
/// The hub's Redis backplane in a cluster. The events of jobs do not need it, each server brings them to its own connections;
/// it is what lets any server speak to a hub's connection that another holds. It is for this hub alone: the pages' own hub
/// would stop with Redis.
/// </summary>
internal static class LiveBackplane
{
    public static void AddLiveBackplane(this IServiceCollection services)
    {
        services.AddOptions<RedisOptions>().Configure<IOptions<ClusterSettings>>((redis, settings) =>
        {
            if (settings.Value.Cluster != ClusterKind.Redis) return;
            redis.Configuration = settings.Value.RedisOptions();
            redis.Configuration.ChannelPrefix = RedisChannel.Literal($"modelmine-{settings.Value.ClusterId}");
        });
        services.AddSingleton<HubLifetimeManager<LiveHub>>(provider =>
            provider.GetRequiredService<IOptions<ClusterSettings>>().Value.Cluster == ClusterKind.Redis
                ? ActivatorUtilities.CreateInstance<RedisHubLifetimeManager<LiveHub>>(provider)
                : ActivatorUtilities.CreateInstance<DefaultHubLifetimeManager<LiveHub>>(provider));
    }
}
