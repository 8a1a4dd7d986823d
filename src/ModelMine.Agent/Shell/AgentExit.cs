namespace ModelMine.Agent.Shell;

/// <summary>What a script can tell by how the agent ended.</summary>
internal static class AgentExit
{
    /// <summary>It drained, or had nothing to drain.</summary>
    public const int Success = 0;

    /// <summary>Wrong usage.</summary>
    public const int Usage = 2;

    /// <summary>This machine is not ready: a folder cannot be written, another agent runs.</summary>
    public const int Environment = 3;

    /// <summary>The machine is not enrolled, the code is not good, or the server no longer knows the node.</summary>
    public const int NotEnrolled = 4;

    /// <summary>A mistake in the agent itself.</summary>
    public const int Bug = 70;

    /// <summary>A second signal ended it at once.</summary>
    public const int Interrupted = 130;

    /// <summary>Each code and its meaning, for <c>--help</c>.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Success, "it was told to stop, and drained"),
        (Usage, "wrong usage"),
        (Environment, "this machine is not ready: a folder cannot be written, or another agent uses it"),
        (NotEnrolled, "not enrolled: no join code, a code that is not good, or a node that the server no longer knows"),
        (Bug, "a mistake in the agent itself"),
        (Interrupted, "a second signal ended it at once"),
    ];
}
