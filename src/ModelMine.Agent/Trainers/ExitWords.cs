using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Trainers;

/// <summary>Says in words how a process ended that gave no reason.</summary>
internal static class ExitWords
{
    private const int SignalBase = 128;
    private const int ShownErrors = 5;

    /// <summary>The words, with the last lines of its errors.</summary>
    /// <param name="outcome">How it ended.</param>
    public static string For(TrainerOutcome outcome)
    {
        var how = $"The trainer ended without a result: {Code(outcome.ExitCode)}.";
        return outcome.LastErrors.Count == 0
            ? how
            : $"{how} Its last words:\n{string.Join('\n', outcome.LastErrors.TakeLast(ShownErrors))}";
    }

    private static string Code(int code) => (code - SignalBase) switch
    {
        4 => "it used a processor instruction that this machine does not have (SIGILL)",
        6 => "it gave up inside native code (SIGABRT)",
        7 => "it lost access to memory or a file (SIGBUS)",
        8 => "it divided by zero inside native code (SIGFPE)",
        9 => "the system or somebody killed it (SIGKILL), most often because the machine ran out of memory",
        11 => "it crashed inside native code (SIGSEGV)",
        15 => "somebody ended it (SIGTERM)",
        > 0 and <= 64 => $"signal {code - SignalBase} ended it",
        _ when code == TrainerExit.Completed => "it claims success (exit code 0)",
        _ when code == TrainerExit.Stopped => $"it stopped without being told to (exit code {code})",
        _ => $"exit code {code}",
    };
}
