using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell;
using Routes = ModelMine.Core.Contracts.Routes;

namespace ModelMine.Server.Nodes;

/// <summary>What people and agents call about nodes. The lists are public; they name no job.</summary>
public static class NodesApi
{
    /// <summary>Maps the routes.</summary>
    /// <param name="api">The API's root.</param>
    public static IEndpointRouteBuilder MapNodes(this IEndpointRouteBuilder api)
    {
        api.MapGet(Routes.Nodes, List).WithTags("Nodes").AllowAnonymous();
        api.MapGet(Routes.Network, Network).WithTags("Nodes").AllowAnonymous();
        api.MapPost(Routes.EnrolmentCodes, CreateCode).WithTags("Nodes").RequireAuthorization(AuthPolicies.Write);
        foreach (var path in new[] { Routes.Enrol, "nodes/register" })
            api.MapPost(path, Enrol).WithTags("Agents").AllowAnonymous();
        api.MapPost(Routes.Heartbeat, Heartbeat).WithTags("Agents").RequireAuthorization(AuthPolicies.Node);
        return api;
    }

    private static async Task<Ok<IReadOnlyList<NodeView>>> List(NodeQueries queries, CancellationToken cancellation) =>
        TypedResults.Ok(await queries.ListAsync(cancellation));

    private static async Task<Ok<NetworkView>> Network(NetworkQueries queries, CancellationToken cancellation) =>
        TypedResults.Ok(await queries.GetAsync(cancellation));

    private static async Task<Ok<EnrolmentCode>> CreateCode(EnrolmentCodes codes, ClaimsPrincipal user, CancellationToken cancellation) =>
        TypedResults.Ok(await codes.CreateAsync(user.UserId(), cancellation));

    private static async Task<Ok<EnrolResponse>> Enrol(EnrolRequest request, EnrolNode enrol, CancellationToken cancellation) =>
        TypedResults.Ok(await enrol.ExecuteAsync(request, cancellation));

    private static async Task<Ok<HeartbeatResponse>> Heartbeat(
        HeartbeatRequest request, TakeHeartbeat take, ClaimsPrincipal agent, CancellationToken cancellation) =>
        TypedResults.Ok(await take.ExecuteAsync(agent.NodeId(), request, cancellation));
}
