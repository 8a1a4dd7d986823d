namespace ModelMine.Agent.Shell;

/// <summary>The agent cannot go on.</summary>
/// <param name="exitCode">How the process ends, one of <see cref="AgentExit"/>.</param>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="inner">What caused it.</param>
internal sealed class AgentFailure(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How the process ends.</summary>
    public int ExitCode { get; } = exitCode;
}
