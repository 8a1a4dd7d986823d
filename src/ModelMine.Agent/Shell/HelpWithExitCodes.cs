using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ModelMine.Agent.Shell;

/// <summary>The usual help, and what the exit codes mean.</summary>
/// <param name="usual">Writes the usual help.</param>
internal sealed class HelpWithExitCodes(HelpAction usual) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command.Name is TrainVerb.Name or EvaluateVerb.Name or InferVerb.Name) return code;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Exit codes:");
        foreach (var (number, meaning) in AgentExit.All) output.WriteLine($"  {number,-4} {meaning}");
        return code;
    }
}
