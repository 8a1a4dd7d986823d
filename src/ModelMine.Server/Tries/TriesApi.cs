using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using ModelMine.Core.Contracts;
using ModelMine.Server.Blobs;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Lifetime;
using Routes = ModelMine.Core.Contracts.Routes;

namespace ModelMine.Server.Tries;

/// <summary>Trained models in use: what their owners ask, and what nodes answer.</summary>
public static class TriesApi
{
    private const int LongestWaitSeconds = 25;

    /// <summary>Maps the routes.</summary>
    /// <param name="api">The API's root.</param>
    public static IEndpointRouteBuilder MapTries(this IEndpointRouteBuilder api)
    {
        api.MapPost(Routes.Try("{id}"), Ask).WithTags("Jobs").RequireAuthorization(AuthPolicies.Write).EndWithServer()
            .Accepts<TryRequest>("application/json").Produces<TryOutput>(200, "text/event-stream")
            .WithSummary("Uses the model that a completed job trained; its answer comes as server-sent events, piece by piece.");
        var nodes = api.MapGroup("").RequireAuthorization(AuthPolicies.Node).WithTags("Agents");
        nodes.MapPost(Routes.ClaimTry, Claim).EndWithServer().WithSummary("Waits for a request to a trained model; held open.");
        nodes.MapPost(Routes.TryOutput("{tryId}"), Output).WithSummary("Pieces of a model's answer.");
        nodes.MapGet(Routes.TryWeights("{tryId}"), Weights).WithSummary("The weights that a request is about; ranges are allowed.");
        return api;
    }

    private static async Task<ServerSentEventsResult<string>> Ask(
        string id, JsonElement request, AskModel ask, ClaimsPrincipal user, CancellationToken cancellation) =>
        TypedResults.ServerSentEvents(EventsAsync(await ask.ExecuteAsync(user.UserId(), id, TryRefusals.Read(request), cancellation), cancellation));

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(IAsyncEnumerable<TryOutput> answer, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var output in answer.WithCancellation(cancellation)) yield return new(JsonSerializer.Serialize(output, ModelMineJson.Options));
    }

    private static async Task<Ok<TryClaimResponse>> Claim(TryClaimRequest request, IGrainFactory grains, ClaimsPrincipal agent, CancellationToken cancellation)
    {
        var wait = TimeSpan.FromSeconds(Math.Clamp(request.WaitSeconds, 0, LongestWaitSeconds));
        var ticket = await Desk(grains).ClaimAsync(new(agent.NodeId(), request.FreeMemoryMiB, request.Cached ?? [], wait), cancellation);
        return TypedResults.Ok(new TryClaimResponse(ticket is null ? null : ToGrant(ticket)));
    }

    private static async Task<Ok<TryOutputReceipt>> Output(string tryId, TryOutputReport report, IGrainFactory grains, ClaimsPrincipal agent)
    {
        var outputs = report.Outputs ?? [];
        List<string> pieces = [.. outputs.Select(output => JsonSerializer.Serialize(output, ModelMineJson.Options))];
        return TypedResults.Ok(new TryOutputReceipt(await Desk(grains).PushAsync(agent.NodeId(), tryId, report.First, pieces, outputs.Any(output => output.IsLast))));
    }

    private static async Task<FileStreamHttpResult> Weights(
        string tryId, IGrainFactory grains, BlobStore store, ClaimsPrincipal agent, CancellationToken cancellation)
    {
        var digest = await Desk(grains).WeightsOfAsync(agent.NodeId(), tryId) ?? throw RefusedException.NotFound("request of yours to answer");
        var bytes = await store.OpenAsync(digest, cancellation) ?? throw RefusedException.NotFound("blob");
        return TypedResults.Stream(bytes, "application/octet-stream", entityTag: new EntityTagHeaderValue($"\"{digest}\""), enableRangeProcessing: true);
    }

    private static ITryDeskGrain Desk(IGrainFactory grains) => grains.GetGrain<ITryDeskGrain>(0);

    private static TryGrant ToGrant(TryTicket ticket) => new()
    {
        TryId = ticket.TryId,
        WeightsDigest = ticket.WeightsDigest,
        WeightsBytes = ticket.WeightsBytes,
        MemoryMiB = ticket.MemoryMiB,
        Request = JsonSerializer.Deserialize<TryRequest>(ticket.Request, ModelMineJson.Options)!,
    };
}
