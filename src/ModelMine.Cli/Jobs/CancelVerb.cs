using ModelMine.Cli.Shell;

using Spectre.Console;

namespace ModelMine.Cli.Jobs;

/// <summary><c>cancel</c>: calls a job off.</summary>
internal static class CancelVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var id = JobIdLookup.NewArgument();
        return new Verb(surroundings, "cancel", "Call a job off.", async (call, cancellationToken) =>
        {
            var jobId = await JobIdLookup.FindAsync(call, call.Arguments.GetRequiredValue(id), cancellationToken);
            var job = await call.Api.CancelAsync(jobId, cancellationToken);
            call.Print(job, console => console.WriteLine($"{job.Id}: {JobWords.Word(job.Status)}."));
            return ExitCode.Success;
        })
        {
            id,
        };
    }
}
