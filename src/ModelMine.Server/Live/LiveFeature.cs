using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Jobs;

namespace ModelMine.Server.Live;

/// <summary>Registers what brings jobs to their viewers as they happen.</summary>
public static class LiveFeature
{
    /// <summary>Adds the feed and the hub.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<Followers>();
        services.AddSingleton<FeedLink>();
        services.AddSingleton<LiveMeter>();
        services.AddSingleton(provider => new JobFeed(
            provider.GetRequiredService<Followers>(), provider.GetRequiredService<FeedLink>(),
            provider.GetRequiredService<JobHistory>(), provider.GetRequiredService<IDbContextFactory<ModelMineDb>>(), provider.GetRequiredService<LiveMeter>()));
        services.AddSingleton<IJobEventSink>(provider => provider.GetRequiredService<JobFeed>());
        services.AddHostedService<FeedCatchUp>();
        services.AddLiveBackplane();
        services.AddSignalR().AddJsonProtocol(json => ModelMineJson.Apply(json.PayloadSerializerOptions));
        return services;
    }
}
