using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ModelMine.Agent.Shell;

/// <summary>From the words that were typed to an exit code.</summary>
internal static class AgentCommandLine
{
    /// <summary>Runs a verb.</summary>
    /// <param name="args">The words.</param>
    /// <param name="cancellationToken">Drains, as a first signal does.</param>
    /// <param name="error">Where problems are told; the standard error output when left out.</param>
    /// <returns>One of <see cref="AgentExit"/>, or of the trainer's codes for <c>train</c>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken, TextWriter? error = null)
    {
        var tell = error ?? Console.Error;
        var root = new RootCommand("ModelMine's agent: lets this machine train for the network.") { RunVerb.Create(), TrainVerb.Create(), EvaluateVerb.Create(), InferVerb.Create(), DevicesVerb.Create() };
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExitCodes((HelpAction)help.Action!);
        var parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            await tell.WriteLineAsync(string.Join(' ', parsed.Errors.Select(problem => problem.Message).Distinct()) + " See --help.");
            return AgentExit.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellationToken);
        }
        catch (AgentFailure failure)
        {
            await tell.WriteLineAsync($"error: {failure.Message}");
            return failure.ExitCode;
        }
        catch (Exception mistake) when (mistake is not OutOfMemoryException)
        {
            await tell.WriteLineAsync($"error: the agent made a mistake; please report it.\n{mistake}");
            return AgentExit.Bug;
        }
    }
}
