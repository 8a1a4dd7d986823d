using System.ComponentModel.DataAnnotations;

namespace ModelMine.Server.Shell.Protection;

/// <summary>How much one caller may ask: section <c>ModelMine:RateLimits</c>. What goes beyond is answered by 429 with <c>Retry-After</c>.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = $"{ModelMineOptions.Section}:RateLimits";

    /// <summary>Sign-ups and sign-ins from one address, a minute. A class of students shares one address.</summary>
    [Range(1, 1_000_000)]
    public int AuthPerMinute { get; set; } = 60;

    /// <summary>Requests of one user, or of one address that is not signed in, a second in the long run.</summary>
    [Range(1, 1_000_000)]
    public int ApiPerSecond { get; set; } = 50;

    /// <summary>Requests of one user, or of one address that is not signed in, at once.</summary>
    [Range(1, 1_000_000)]
    public int ApiBurst { get; set; } = 1000;

    /// <summary>Requests of one node, a second in the long run.</summary>
    [Range(1, 1_000_000)]
    public int NodePerSecond { get; set; } = 200;

    /// <summary>Requests of one node at once.</summary>
    [Range(1, 1_000_000)]
    public int NodeBurst { get; set; } = 2000;
}
