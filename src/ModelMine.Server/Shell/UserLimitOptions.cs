using System.ComponentModel.DataAnnotations;

namespace ModelMine.Server.Shell;

/// <summary>How much one user may have at a time: section <c>ModelMine:UserLimits</c>.</summary>
public sealed class UserLimitOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = $"{ModelMineOptions.Section}:UserLimits";

    /// <summary>Jobs of one user that train at a time; more of them wait.</summary>
    [Range(1, 1_000_000)]
    public int RunningJobs { get; set; } = 64;

    /// <summary>Jobs of one user that wait at a time; a submit beyond is refused by 429.</summary>
    [Range(1, 10_000_000)]
    public int PendingJobs { get; set; } = 20_000;

    /// <summary>Bytes that one user's data sets, weights and snapshots may take, MiB; a submit or a data set beyond is refused by 409.</summary>
    [Range(1, 1_000_000_000)]
    public long StorageMiB { get; set; } = 102_400;
}
