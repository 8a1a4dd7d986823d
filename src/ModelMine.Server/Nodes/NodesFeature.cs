using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Settings;

namespace ModelMine.Server.Nodes;

/// <summary>Registers nodes: enrolment, sign-in, heartbeats, lists.</summary>
public static class NodesFeature
{
    /// <summary>Adds nodes.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddNodes(this IServiceCollection services)
    {
        services.AddSettings<JoinSettings>(ModelMineOptions.Section);
        services.AddSingleton<ISettingsRule>(new JoinRule());
        services.AddSingleton<JoinKey>();
        services.AddSingleton<WrongJoinCodes>();
        services.AddSingleton<EnrolmentCodes>();
        services.AddSingleton<EnrolNode>();
        services.AddSingleton<TakeHeartbeat>();
        services.AddSingleton<NodeTokens>();
        services.AddSingleton<NodeRights>();
        services.AddSingleton<NodeMaintenance>();
        services.AddSingleton<NodePresence>();
        services.AddSingleton<INodePresence>(provider => provider.GetRequiredService<NodePresence>());
        services.AddSingleton(provider => new NodeQueries(
            provider.GetRequiredService<IDbContextFactory<ModelMineDb>>(), provider.GetRequiredService<NodePresence>(),
            provider.GetRequiredService<NodeRights>(), provider.GetRequiredService<IGrainFactory>()));
        services.AddSingleton<NetworkQueries>();
        services.AddSingleton<NetworkMeter>();
        services.AddHostedService<NetworkLook>();
        services.AddHostedService<LocalJoinCode>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, NodeTokenHandler>(AuthSchemes.Node, null);
        return services;
    }
}
