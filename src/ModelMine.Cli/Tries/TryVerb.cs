using System.CommandLine;

using ModelMine.Cli.Jobs;
using ModelMine.Cli.Shell;

namespace ModelMine.Cli.Tries;

/// <summary><c>try</c>: uses a trained model, on a node of the network or, from a weights file, on this machine.</summary>
internal static class TryVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var job = new Argument<string?>("job") { Description = "Id of a completed job of yours; a node of the network answers.", HelpName = "JOB", Arity = ArgumentArity.ZeroOrOne };
        var weights = new Option<string?>("--weights") { Description = "In place of a job: use these downloaded weights on this machine, without a server.", HelpName = "FILE" };
        var threads = new Option<int?>("--threads") { Description = "With --weights: threads to compute with; at most 2 when left out.", HelpName = "N" };
        var arguments = new TryArguments();
        var verb = new Verb(surroundings, "try", "Use a trained model: classify, write, predict, play.", async (call, cancellationToken) =>
        {
            var request = arguments.Read(call);
            switch (call.Arguments.GetValue(job), call.Arguments.GetValue(weights))
            {
                case ({ } id, null):
                    return await TryPrinting.PrintAsync(call, call.Api.TryAsync(await JobIdLookup.FindAsync(call, id, cancellationToken), request, cancellationToken));
                case (null, { } file):
                    return await TryPrinting.PrintAsync(call, OfflineTry.AskAsync(surroundings, Path.GetFullPath(file), call.Arguments.GetValue(threads), request, cancellationToken));
                default:
                    throw new CliFailure(ExitCode.Usage, "Name a job, or a file with --weights: one of the two.");
            }
        })
        {
            job, weights, threads,
        };
        foreach (var option in arguments.All) verb.Add(option);
        return verb;
    }
}
