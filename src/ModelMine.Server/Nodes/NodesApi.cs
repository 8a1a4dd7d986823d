using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ModelMine.Core.Contracts;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Wire;
using Routes = ModelMine.Core.Contracts.Routes;

namespace ModelMine.Server.Nodes;

/// <summary>What people and agents call about nodes. The lists are public; they name no job.</summary>
public static class NodesApi
{
    /// <summary>Maps the routes.</summary>
    /// <param name="api">The API's root.</param>
    public static IEndpointRouteBuilder MapNodes(this IEndpointRouteBuilder api)
    {
        var nodes = api.MapGroup("").WithTags("Nodes");
        nodes.MapGet(Routes.Nodes, List).AllowAnonymous().WithSummary("Every node, with what its machine does now.");
        nodes.MapGet(Routes.Network, Network).AllowAnonymous().WithSummary("Figures of the network.");
        nodes.MapPost(Routes.EnrolmentCodes, CreateCode).RequireAuthorization(AuthPolicies.Write)
            .WithSummary("A code that enrols one machine within an hour.");
        nodes.MapPost(Routes.Maintenance("{id}"), BeginMaintenance).RequireAuthorization(AuthPolicies.Write)
            .WithSummary("Grants a node nothing more, to its owner and admins.");
        nodes.MapDelete(Routes.Maintenance("{id}"), EndMaintenance).RequireAuthorization(AuthPolicies.Write)
            .WithSummary("Takes a node out of maintenance.");

        // The code is the secret: nobody guesses 200 random bits, or a join key, within the limit that every address has.
        var agents = api.MapGroup("").WithTags("Agents");
        agents.MapPost(Routes.Enrol, Enrol).AllowAnonymous().WithSummary("Makes a machine a node, by a one-use code.");
        agents.MapPost("nodes/register", Enrol).AllowAnonymous().WithSummary("The same as nodes/enrol.");
        agents.MapPost(Routes.Heartbeat, Heartbeat).RequireAuthorization(AuthPolicies.Node)
            .WithSummary("A node's sign of life, every 5 s: keeps its leases, says which it has lost.");
        return api;
    }

    private static async Task<Ok<IReadOnlyList<NodeView>>> List(NodeQueries queries, ClaimsPrincipal user, CancellationToken cancellation) =>
        TypedResults.Ok(await queries.ListAsync(user.FindFirstValue(ClaimTypes.NameIdentifier), cancellation));

    private static async Task<Ok<MaintenanceState>> BeginMaintenance(
        string id, MaintenanceRequest request, NodeMaintenance maintenance, ClaimsPrincipal user, CancellationToken cancellation,
        [FromHeader(Name = "If-Match")] string? ifMatch = null) =>
        TypedResults.Ok(await maintenance.BeginAsync(user.UserId(), id, request.Mode, IfMatch.Version(ifMatch), cancellation));

    private static async Task<Ok<MaintenanceState>> EndMaintenance(
        string id, NodeMaintenance maintenance, ClaimsPrincipal user, CancellationToken cancellation, [FromHeader(Name = "If-Match")] string? ifMatch = null) =>
        TypedResults.Ok(await maintenance.EndAsync(user.UserId(), id, IfMatch.Version(ifMatch), cancellation));

    private static async Task<Ok<NetworkView>> Network(NetworkQueries queries, CancellationToken cancellation) =>
        TypedResults.Ok(await queries.GetAsync(cancellation));

    private static async Task<Ok<EnrolmentCode>> CreateCode(EnrolmentCodes codes, ClaimsPrincipal user, CancellationToken cancellation) =>
        TypedResults.Ok(await codes.CreateAsync(user.UserId(), cancellation));

    private static async Task<Ok<EnrolResponse>> Enrol(
        EnrolRequest request, EnrolNode enrol, WrongJoinCodes wrong, HttpContext context, CancellationToken cancellation)
    {
        wrong.Require(context);
        try
        {
            return TypedResults.Ok(await enrol.ExecuteAsync(request, cancellation));
        }
        catch (RefusedException refusal) when (refusal.Problem.Code == EnrolNode.BadCodeWord)
        {
            wrong.Count(context);
            throw;
        }
    }

    private static async Task<Ok<HeartbeatResponse>> Heartbeat(
        HeartbeatRequest request, TakeHeartbeat take, ClaimsPrincipal agent, CancellationToken cancellation) =>
        TypedResults.Ok(await take.ExecuteAsync(agent.NodeId(), request, cancellation));
}
