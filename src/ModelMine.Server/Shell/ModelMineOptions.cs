using System.ComponentModel.DataAnnotations;
using ModelMine.Server.Shell.Logging;

namespace ModelMine.Server.Shell;

/// <summary>Settings of the server: section <c>ModelMine</c> of its configuration (environment: <c>ModelMine__DataFolder</c>, …).</summary>
public sealed class ModelMineOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "ModelMine";

    /// <summary>Folder of the database, the blobs, the keys and the logs; <c>~/.modelmine</c> when left out.</summary>
    public string DataFolder { get; set; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".modelmine");

    /// <summary>
    /// Address that both ports listen on: an IP address, <c>localhost</c>, or <c>*</c> for all. Loopback unless someone
    /// decides otherwise. On loopback only local host names are answered; behind a proxy on the same machine, set
    /// <c>AllowedHosts</c> to the name that it passes on.
    /// </summary>
    [Required]
    public string BindAddress { get; set; } = "127.0.0.1";

    /// <summary>Port of the web pages; the API lies under <c>/api</c> there. 0 takes a free one.</summary>
    [Range(0, 65535)]
    public int WebPort { get; set; } = 3000;

    /// <summary>Port of the API, at the root. 0 takes a free one.</summary>
    [Range(0, 65535)]
    public int ApiPort { get; set; } = 4000;

    /// <summary>How long a lease lasts without a sign of life, seconds.</summary>
    [Range(1, 3600)]
    public double LeaseSeconds { get; set; } = 90;

    /// <summary>How often lost attempts are looked for, seconds.</summary>
    [Range(0.05, 600)]
    public double SweepSeconds { get; set; } = 2;

    /// <summary>Attempts that a job may lose or fail before it is <c>FAILED</c>.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>Wait before the second attempt, seconds; it doubles with each further one, up to a minute.</summary>
    [Range(0, 3600)]
    public double RetryBackoffSeconds { get; set; } = 2;

    /// <summary>
    /// Seconds of waiting that count as much as one point of priority. A job of priority 1 overtakes new ones of priority 99
    /// after 98 times that.
    /// </summary>
    [Range(0.1, 86_400)]
    public double AgeingSeconds { get; set; } = 60;

    /// <summary>
    /// Addresses of load balancers in front of this server, with commas between them, single (<c>10.0.0.2</c>) or as networks
    /// (<c>10.0.0.0/24</c>): what they say of who asks (<c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>) is believed.
    /// </summary>
    public string TrustedProxies { get; set; } = "";

    /// <summary>Largest file that a node may upload, MiB.</summary>
    [Range(1, 1024 * 1024)]
    public int LargestBlobMiB { get; set; } = 8192;

    /// <summary>Largest file that a user may upload for a data set, MiB.</summary>
    [Range(1, 1024 * 1024)]
    public int LargestDatasetMiB { get; set; } = 2048;

    /// <summary>E-mail addresses, with commas between them, of users who may put every node into maintenance.</summary>
    public string Admins { get; set; } = "";

    /// <summary>Where to write a one-use join code for an agent on this machine; none when left out.</summary>
    public string? LocalJoinCodeFile { get; set; }

    /// <summary>Process whose end ends this server too; none when left out.</summary>
    public int? ParentPid { get; set; }

    /// <summary>How the log is written: <c>text</c> for people, <c>json</c> for programs.</summary>
    public LogFormat Logs { get; set; }

    /// <summary>Which database holds the truth: <c>sqlite</c>, a file in the data folder, or <c>postgres</c>.</summary>
    public StorageProduct Storage { get; set; }

    /// <summary>How to reach PostgreSQL, an Npgsql connection string; may hold a password, so it is never shown.</summary>
    public string? Postgres { get; set; }

    /// <summary>Path of the SQLite database.</summary>
    public string DatabaseFile => Path.Combine(DataFolder, "modelmine.db");

    /// <summary>Folder of the data-protection keys.</summary>
    public string KeyFolder => Path.Combine(DataFolder, "keys");
}
