namespace ModelMine.Chaos.Proxies;

/// <summary>What a route does at the moment to what it carries.</summary>
internal sealed record Weather
{
    /// <summary>Nothing.</summary>
    public static Weather Fair { get; } = new();

    /// <summary>Everything waits, and arrives later.</summary>
    public bool Holds { get; init; }

    /// <summary>Requests get lost.</summary>
    public bool LosesRequests { get; init; }

    /// <summary>Answers get lost.</summary>
    public bool LosesAnswers { get; init; }

    /// <summary>Each piece, each way, arrives so much later.</summary>
    public TimeSpan Delay { get; init; }
}
