namespace ModelMine.Cli.Shell;

/// <summary>What a script can tell by how <c>modelmine</c> ended. Documented in <c>--help</c> and docs/cli.md.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    public const int JobFailed = 1;

    public const int Usage = 2;

    public const int Environment = 3;

    public const int NotSignedIn = 4;

    public const int NotFound = 5;

    public const int Unreachable = 6;

    public const int NotVerified = 7;

    public const int Refused = 8;

    public const int Bug = 70;

    public const int Interrupted = 130;

    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Success, "it worked"),
        (JobFailed, "the job that was watched failed or was canceled"),
        (Usage, "wrong usage, or an input or a config that is not valid"),
        (Environment, "this machine is not ready: no SDK, a port is busy, a process died"),
        (NotSignedIn, "not signed in, or not allowed"),
        (NotFound, "no such job, file or thing"),
        (Unreachable, "the server cannot be reached, or failed"),
        (NotVerified, "a verification failed"),
        (Refused, "the server refused: too few tokens, a conflict, or too many requests"),
        (Bug, "a mistake in modelmine itself"),
        (Interrupted, "interrupted by Ctrl-C"),
    ];
}
