using System.CommandLine;
using System.CommandLine.Invocation;

using ModelMine.Core.Contracts;
using ModelMine.Core.Names;

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

        ErrorReport.Write(surroundings, Explain(parsed, surroundings.Program), args.Contains(CommonOptions.Json.Name));
        return ExitCode.Usage;
    }

    private static Problem Explain(ParseResult parsed, string program)
    {
        var command = parsed.CommandResult.Command;
        var known = command.Subcommands.Select(verb => verb.Name)
            .Concat(command.Options.Concat(parsed.RootCommandResult.Command.Options).Select(option => option.Name));
        var unknown = parsed.UnmatchedTokens is [var first, ..] ? first : null;
        var meant = unknown is null ? null : Spelling.Nearest(unknown, known);
        var help = command is RootCommand ? $"{program} --help" : $"{program} {command.Name} --help";
        return new Problem
        {
            Title = unknown is null
                ? string.Join(' ', parsed.Errors.Select(error => error.Message).Distinct())
                : $"There is no \"{unknown}\" here.",
            Detail = meant is null ? $"See {help}." : $"Did you mean {meant}? See {help}.",
            Code = "usage",
        };
    }
}
