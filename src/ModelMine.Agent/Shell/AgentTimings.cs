using System.Security.Cryptography;

namespace ModelMine.Agent.Shell;

/// <summary>Every span of time that the agent goes by.</summary>
internal sealed record AgentTimings
{
    /// <summary>Between heartbeats.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Between reports of an attempt, while anything changed.</summary>
    public TimeSpan Report { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the server may hold a claim or a watch.</summary>
    public TimeSpan LongPoll { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the server may hold a claim while attempts run: what is free changes then.</summary>
    public TimeSpan ShortPoll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer may take beyond what the server may hold it.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long one piece of a blob may take.</summary>
    public TimeSpan BlobPiece { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>First pause after a request failed; it doubles.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest pause between two tries.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A number from 0 to 1 for each pause: so that machines that broke off together do not come back together.</summary>
    public Func<double> Jitter { get; init; } = static () => RandomNumberGenerator.GetInt32(1000) / 1000.0;

    /// <summary>Between looks at a trainer's memory.</summary>
    public TimeSpan MemoryLook { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A trainer that says nothing for so long, while it makes steps, hangs.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A trainer that gets no further for so long hangs, whatever it says. Long enough to measure a large model at one go.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a training is held whose lease ran out while the server could not be reached.</summary>
    public TimeSpan LongestHold { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a trainer may take to end once it was told to.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a trainer may take to end once it wrote its result or its error.</summary>
    public TimeSpan ExitPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a trained model may take for one answer.</summary>
    public TimeSpan TryWork { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a trained model is kept in memory for the next request.</summary>
    public TimeSpan TryWarm { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Between words to the server while an answer is prepared.</summary>
    public TimeSpan TryWord { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long giving attempts back may take when a drain's time is over.</summary>
    public TimeSpan LastRelease { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a drain may take.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);
}
