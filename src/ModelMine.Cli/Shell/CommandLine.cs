using System.CommandLine;
using System.CommandLine.Invocation;

using ModelMine.Core.Contracts;

namespace ModelMine.Cli.Shell;

/// <summary>From the words that were typed to an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var parsed = RootVerb.Create(surroundings).Parse(args);
        var configuration = new InvocationConfiguration
        {
            Output = surroundings.Out,
            Error = surroundings.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        if (parsed.Action is not ParseErrorAction) return await parsed.InvokeAsync(configuration, cancellationToken);

        var asJson = args.Contains(CommonOptions.Json.Name);
        var errors = parsed.Errors.Select(error => error.Message).Distinct().ToArray();
        var verb = parsed.CommandResult.Command;
        var name = verb is RootCommand ? "modelmine" : $"modelmine {verb.Name}";
        var problem = new Problem { Title = string.Join(' ', errors), Detail = $"See {name} --help.", Code = "usage" };
        ErrorReport.Write(surroundings, problem, asJson);
        return ExitCode.Usage;
    }
}
