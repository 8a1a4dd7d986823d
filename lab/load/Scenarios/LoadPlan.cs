namespace ModelMine.Load.Scenarios;

/// <summary>How much load, for how long.</summary>
internal sealed record LoadPlan
{
    public required int Servers { get; init; }

    /// <summary>Simulated agents that heartbeat.</summary>
    public required int Agents { get; init; }

    /// <summary>Jobs that run meanwhile, each on an agent of its own.</summary>
    public required int Jobs { get; init; }

    /// <summary>Agents without a job that hold a request for work open, as real ones do.</summary>
    public required int Waiting { get; init; }

    /// <summary>Connections that follow running jobs.</summary>
    public required int Followers { get; init; }

    /// <summary>How they follow.</summary>
    public required FollowBy FollowBy { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>Settings of the servers that differ from their defaults.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Each agent's sign of life.</summary>
    public static TimeSpan HeartbeatEvery => TimeSpan.FromSeconds(5);

    /// <summary>Each running job's report.</summary>
    public static TimeSpan ReportEvery => TimeSpan.FromSeconds(1);
}

/// <summary>How a job is followed.</summary>
internal enum FollowBy
{
    /// <summary>Server-sent events.</summary>
    Sse,

    /// <summary>The SignalR hub.</summary>
    SignalR,
}
