namespace ModelMine.Core.Contracts.Client;

/// <summary>How patiently <see cref="UserApiClient.FollowAsync"/> keeps its connection.</summary>
public sealed record FollowOptions
{
    /// <summary>A connection that brings no byte for so long is taken for dead and made anew.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Wait before the first attempt to reconnect; it doubles with each one that fails.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest wait between attempts.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the server may stay away before the following ends with an error.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Called before each attempt to reconnect, with what broke the connection; null when the server closed it in order.</summary>
    public Action<Exception?>? Reconnecting { get; init; }
}
