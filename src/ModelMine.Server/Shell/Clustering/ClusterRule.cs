using System.Net;
using ModelMine.Server.Shell.Settings;
using StackExchange.Redis;

namespace ModelMine.Server.Shell.Clustering;

/// <summary>What must hold between the settings of a cluster.</summary>
internal sealed class ClusterRule : ISettingsRule
{
    public IEnumerable<string> WhyNot(CheckedSettings settings)
    {
        var cluster = settings.Of<ClusterSettings>();
        if (cluster.AdvertisedIP is { Length: > 0 } address && !IPAddress.TryParse(address, out _))
            yield return $"{Key(nameof(cluster.AdvertisedIP))} is “{address}”; it takes an IP address, such as 10.0.0.7.";
        if (cluster.Cluster == ClusterKind.Single)
        {
            if (!string.IsNullOrEmpty(cluster.Redis))
                yield return $"{Key(nameof(cluster.Redis))} is set, but {Key(nameof(cluster.Cluster))} is single; set that to redis, or leave this out.";
            yield break;
        }

        if (settings.Of<ModelMineOptions>().Storage == StorageProduct.Sqlite)
            yield return $"{Key(nameof(cluster.Cluster))} is redis, but {Key(nameof(ModelMineOptions.Storage))} is sqlite, a file that only one server may write; set that to postgres.";
        if (!IsRedis(cluster.Redis))
            yield return $"{Key(nameof(cluster.Redis))} must say where Redis is, such as 10.0.0.5:6379,password=…";
    }

    private static bool IsRedis(string? text)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(text) && ConfigurationOptions.Parse(text).EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string Key(string name) => $"{ModelMineOptions.Section}:{name}";
}
