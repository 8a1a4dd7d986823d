using ModelMine.Core.Contracts;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Jobs;

/// <summary>Submits a finished job's config anew, as a job of its own.</summary>
/// <param name="queries">Reads the old job.</param>
/// <param name="submit">Submits the new one.</param>
public sealed class RetryJob(JobQueries queries, SubmitJob submit)
{
    /// <summary>Submits it again, with the same title, config, stake and priority.</summary>
    /// <param name="userId">Who asks.</param>
    /// <param name="jobId">The finished job.</param>
    /// <param name="idempotencyKey">As for a submit.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The new job.</returns>
    /// <exception cref="RefusedException">404 not this user's; 409 it is not finished; and all of a submit's.</exception>
    public async Task<JobDetail> ExecuteAsync(string userId, string jobId, string? idempotencyKey, CancellationToken cancellation)
    {
        var old = await queries.FindAsync(userId, jobId, cancellation) ?? throw RefusedException.NotFound("job");
        if (!old.Status.IsTerminal())
            throw new RefusedException(409, "not_finished", $"The job is {old.Status.ToString().ToLowerInvariant()}.", "Cancel it first, or wait for its end.");
        var request = new SubmitJobRequest
        {
            Title = old.Title, Description = old.Description, Config = old.Config, TokenStake = old.TokenStake, Priority = old.Priority, Requires = old.Requires,
        };
        var (job, _) = await submit.ExecuteAsync(userId, request, idempotencyKey, cancellation);
        return job;
    }
}
