using System.CommandLine;

using ModelMine.Cli.Shell;

namespace ModelMine.Cli.Jobs;

/// <summary><c>retry</c>: a finished job's config becomes a new job.</summary>
internal static class RetryVerb
{
    public static Verb Create(Surroundings surroundings)
    {
        var id = JobIdLookup.NewArgument();
        var watch = new Option<bool>("--watch") { Description = "Follow the new job until it ends." };
        return new Verb(surroundings, "retry", "Submit a finished job's config anew.", async (call, cancellationToken) =>
        {
            var jobId = await JobIdLookup.FindAsync(call, call.Arguments.GetRequiredValue(id), cancellationToken);
            var job = await call.Api.RetryAsync(jobId, Guid.NewGuid().ToString("N"), cancellationToken);
            return await SubmitVerb.SubmittedAsync(call, job, call.Arguments.GetValue(watch), cancellationToken);
        })
        {
            id, watch,
        };
    }
}
