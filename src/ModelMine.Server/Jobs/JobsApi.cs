using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ModelMine.Core.Contracts;
using ModelMine.Core.JobConfigs;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Jobs;

/// <summary>What users call about jobs.</summary>
public static class JobsApi
{
    /// <summary>Maps the routes.</summary>
    /// <param name="api">The API's root.</param>
    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder api)
    {
        var read = api.MapGroup("jobs").RequireAuthorization(AuthPolicies.Read).WithTags("Jobs");
        read.MapGet("", List);
        read.MapGet("{id}", Find);
        read.MapGet("{id}/metrics", Metrics);
        read.MapGet("{id}/logs", Logs);
        var write = api.MapGroup("jobs").RequireAuthorization(AuthPolicies.Write).WithTags("Jobs");
        write.MapPost("", Submit);
        write.MapPost("{id}/cancel", Cancel);
        write.MapPost("{id}/retry", Retry);
        api.MapGet(Core.Contracts.Routes.ConfigSchema, () => TypedResults.Ok(JobConfigSchema.ToJsonSchema())).WithTags("Jobs");
        return api;
    }

    private static async Task<Ok<Page<JobSummary>>> List(
        JobQueries queries, ClaimsPrincipal user, CancellationToken cancellation, JobStatus? status = null, string? cursor = null, int limit = 50) =>
        TypedResults.Ok(await queries.ListAsync(user.UserId(), status, cursor, limit, cancellation));

    private static async Task<Ok<JobDetail>> Find(string id, JobQueries queries, ClaimsPrincipal user, CancellationToken cancellation) =>
        TypedResults.Ok(await queries.FindAsync(user.UserId(), id, cancellation) ?? throw RefusedException.NotFound("job"));

    private static async Task<Ok<IReadOnlyList<MetricSeries>>> Metrics(
        string id, JobQueries queries, JobHistory history, ClaimsPrincipal user, CancellationToken cancellation, int maxPoints = 2000)
    {
        await queries.RequireOwnAsync(user.UserId(), id, cancellation);
        return TypedResults.Ok(await history.MetricsAsync(id, maxPoints, cancellation));
    }

    private static async Task<Ok<IReadOnlyList<LogLine>>> Logs(
        string id, JobQueries queries, JobHistory history, ClaimsPrincipal user, CancellationToken cancellation, long after = 0, int limit = 1000)
    {
        await queries.RequireOwnAsync(user.UserId(), id, cancellation);
        return TypedResults.Ok(await history.LogsAsync(id, after, limit, cancellation));
    }

    private static async Task<Results<Created<JobDetail>, Ok<JobDetail>>> Submit(
        SubmitJobRequest request, SubmitJob submit, ClaimsPrincipal user, CancellationToken cancellation,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey = null)
    {
        var (job, created) = await submit.ExecuteAsync(user.UserId(), request, idempotencyKey, cancellation);
        return created ? TypedResults.Created($"/api/{Core.Contracts.Routes.Job(job.Id)}", job) : TypedResults.Ok(job);
    }

    private static async Task<Ok<JobDetail>> Cancel(string id, CancelJob cancel, ClaimsPrincipal user, CancellationToken cancellation) =>
        TypedResults.Ok(await cancel.ExecuteAsync(user.UserId(), id, cancellation));

    private static async Task<Created<JobDetail>> Retry(
        string id, RetryJob retry, ClaimsPrincipal user, CancellationToken cancellation,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey = null)
    {
        var job = await retry.ExecuteAsync(user.UserId(), id, idempotencyKey, cancellation);
        return TypedResults.Created($"/api/{Core.Contracts.Routes.Job(job.Id)}", job);
    }
}
