using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Lifetime;

namespace ModelMine.Server.Dispatch;

/// <summary>What agents call about attempts.</summary>
public static class DispatchApi
{
    /// <summary>Maps the routes.</summary>
    /// <param name="api">The API's root.</param>
    public static IEndpointRouteBuilder MapDispatch(this IEndpointRouteBuilder api)
    {
        var nodes = api.MapGroup("nodes").RequireAuthorization(AuthPolicies.Node).WithTags("Agents");
        nodes.MapPost("claim", Claim).EndWithServer();
        nodes.MapPost("watch", Watch).EndWithServer();
        var attempt = nodes.MapGroup("attempts/{attemptId}").AddEndpointFilter<AttemptCalls>();
        attempt.MapPost(AttemptCalls.Report, Report);
        attempt.MapPost(AttemptCalls.Snapshot, Snapshot);
        attempt.MapPost(AttemptCalls.Complete, Complete);
        attempt.MapPost(AttemptCalls.Fail, Fail);
        attempt.MapPost(AttemptCalls.Release, Release);
        return api;
    }

    private static async Task<Ok<ClaimResponse>> Claim(ClaimRequest request, ClaimWork claim, ClaimsPrincipal agent, CancellationToken cancellation) =>
        TypedResults.Ok(await claim.ExecuteAsync(agent.NodeId(), request, cancellation));

    private static async Task<Ok<WatchResponse>> Watch(WatchRequest request, WatchLeases watch, ClaimsPrincipal agent, CancellationToken cancellation) =>
        TypedResults.Ok(await watch.ExecuteAsync(agent.NodeId(), request, cancellation));

    private static async Task<Ok<LeaseRenewal>> Report(
        string attemptId, AttemptReport report, TakeReport take, ClaimsPrincipal agent, CancellationToken cancellation) =>
        TypedResults.Ok(await take.ExecuteAsync(agent.NodeId(), attemptId, report, cancellation));

    private static async Task<NoContent> Snapshot(
        string attemptId, SnapshotReport report, TakeSnapshot take, ClaimsPrincipal agent, CancellationToken cancellation)
    {
        await take.ExecuteAsync(agent.NodeId(), attemptId, report, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<CompletionReceipt>> Complete(
        string attemptId, CompletionReport report, CompleteAttempt complete, ClaimsPrincipal agent, CancellationToken cancellation) =>
        TypedResults.Ok(await complete.ExecuteAsync(agent.NodeId(), attemptId, report, cancellation));

    private static async Task<NoContent> Fail(
        string attemptId, FailureReport report, GiveBackAttempt giveBack, ClaimsPrincipal agent, CancellationToken cancellation)
    {
        await giveBack.FailAsync(agent.NodeId(), attemptId, report, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Release(
        string attemptId, ReleaseReport report, GiveBackAttempt giveBack, ClaimsPrincipal agent, CancellationToken cancellation)
    {
        await giveBack.ReleaseAsync(agent.NodeId(), attemptId, report, cancellation);
        return TypedResults.NoContent();
    }
}
