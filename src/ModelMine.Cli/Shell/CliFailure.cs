using ModelMine.Core.Contracts;

namespace ModelMine.Cli.Shell;

/// <summary>Ends a verb with a message for the user and an exit code; not a bug.</summary>
internal sealed class CliFailure(int exitCode, string title, string? detail = null, IReadOnlyList<ProblemItem>? errors = null)
    : Exception(title)
{
    public int ExitCode { get; } = exitCode;

    public Problem Problem { get; } = new() { Title = title, Detail = detail, Errors = errors };
}
