using ModelMine.Server.Shell.Settings;

namespace ModelMine.Server.Shell.Clustering;

/// <summary>Registers what makes several servers one.</summary>
internal static class ClusterFeature
{
    /// <summary>Adds the settings and their rules.</summary>
    /// <param name="services">The services.</param>
    public static void AddCluster(this IServiceCollection services)
    {
        services.AddSettings<ClusterSettings>(ModelMineOptions.Section);
        services.AddSingleton<ISettingsRule>(new ClusterRule());
        services.AddHostedService<ClusterMeter>();
    }

    /// <summary>Whether the settings ask for a cluster: needed while services are still added, before settings are checked.</summary>
    /// <param name="configuration">The settings.</param>
    public static bool IsClustered(this IConfiguration configuration) =>
        string.Equals(configuration[$"{ModelMineOptions.Section}:{nameof(ClusterSettings.Cluster)}"], nameof(ClusterKind.Redis), StringComparison.OrdinalIgnoreCase);
}
