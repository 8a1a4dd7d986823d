using System.ComponentModel.DataAnnotations;
using StackExchange.Redis;

namespace ModelMine.Server.Shell.Clustering;

/// <summary>Settings of several servers that work as one; in the same section as <see cref="ModelMineOptions"/>.</summary>
public sealed class ClusterSettings
{
    /// <summary><c>single</c>: this server is the only one on its database. <c>redis</c>: one of several.</summary>
    public ClusterKind Cluster { get; set; }

    /// <summary>How to reach Redis, in the words of StackExchange.Redis; may hold a password, so it is never shown.</summary>
    public string? Redis { get; set; }

    /// <summary>Name of the cluster: servers on one Redis with different names know nothing of each other.</summary>
    [Required, RegularExpression("^[a-z0-9-]{1,40}$", ErrorMessage = "it takes 1 to 40 lower-case letters, digits and hyphens.")]
    public string ClusterId { get; set; } = "modelmine";

    /// <summary>Port on which the other servers reach this one; 0 takes a free one.</summary>
    [Range(0, 65535)]
    public int SiloPort { get; set; }

    /// <summary>Address at which the other servers reach this one; when left out, the one by which it reaches Redis.</summary>
    public string? AdvertisedIP { get; set; }

    /// <summary>
    /// How long a server must be silent before the others take it for dead, seconds, at least. Servers that share a machine
    /// with other work need more than the one second that is usual: one that was given no processor for so long is not dead,
    /// but it is shut out and ends.
    /// </summary>
    [Range(1, 60)]
    public double SilenceSeconds { get; set; } = 1;

    /// <summary>How to connect to Redis. A Redis that is away does not fail what does not need it: connecting goes on by itself.</summary>
    internal ConfigurationOptions RedisOptions()
    {
        var options = ConfigurationOptions.Parse(Redis ?? "");
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = options.SyncTimeout = options.AsyncTimeout = 3000;
        return options;
    }
}
