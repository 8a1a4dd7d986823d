using System.ComponentModel.DataAnnotations;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Accounts;

/// <summary>Settings of accounts: section <c>ModelMine:Accounts</c>.</summary>
public sealed class AccountOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = $"{ModelMineOptions.Section}:Accounts";

    /// <summary>Work factor of bcrypt: each step doubles the time that one guess costs. Hashes of a lower one are renewed at the next sign-in.</summary>
    [Range(11, 16)]
    public int BcryptWorkFactor { get; set; } = 11;

    /// <summary>Wrong passwords in a row after which an account rests.</summary>
    [Range(1, 100)]
    public int LockoutFailures { get; set; } = 5;

    /// <summary>How long it rests, minutes.</summary>
    [Range(0.01, 1440)]
    public double LockoutMinutes { get; set; } = 5;

    /// <summary>How long a session lasts without being used, days.</summary>
    [Range(0.01, 365)]
    public double SessionDays { get; set; } = 14;
}
