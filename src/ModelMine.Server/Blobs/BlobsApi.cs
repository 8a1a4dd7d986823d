using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using ModelMine.Server.Jobs;
using ModelMine.Server.Shell;
using Routes = ModelMine.Core.Contracts.Routes;

namespace ModelMine.Server.Blobs;

/// <summary>Uploads and downloads of nodes, and the weights for a job's owner.</summary>
public static class BlobsApi
{
    private const string Bytes = "application/octet-stream";

    /// <summary>Maps the routes.</summary>
    /// <param name="api">The API's root.</param>
    public static IEndpointRouteBuilder MapBlobs(this IEndpointRouteBuilder api)
    {
        var blobs = api.MapGroup(Routes.Blob(UploadRoutes.Digest)).RequireAuthorization(AuthPolicies.Node).WithTags("Agents");
        blobs.MapUploads<BlobUploads>(agent => agent.NodeId());
        blobs.MapGet("", Read).WithSummary("The bytes of a blob; ranges are allowed.");
        api.MapGet(Routes.Weights("{id}"), Weights).RequireAuthorization(AuthPolicies.Read).WithTags("Jobs")
            .WithSummary("The trained weights, as safetensors; ranges are allowed.");
        return api;
    }

    private static async Task<FileStreamHttpResult> Read(
        string digest, BlobStore store, IBlobSecrecy secrecy, ClaimsPrincipal agent, CancellationToken cancellation)
    {
        var bytes = await secrecy.MayReadAsync(agent.NodeId(), digest, cancellation) ? await store.OpenAsync(digest, cancellation) : null;
        return TypedResults.Stream(bytes ?? throw RefusedException.NotFound("blob"), Bytes, entityTag: Tag(digest), enableRangeProcessing: true);
    }

    private static async Task<FileStreamHttpResult> Weights(
        string id, JobQueries jobs, BlobStore store, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var job = await jobs.FindAsync(user.UserId(), id, cancellation) ?? throw RefusedException.NotFound("job");
        if (job.Result is not { WeightsDigest: var digest }) throw Refusals.NoWeights();
        var bytes = await store.OpenAsync(digest, cancellation)
            ?? throw new InvalidOperationException($"The weights {digest} of {id} are not in the blob store, though the job is completed.");
        return TypedResults.Stream(
            bytes, Bytes, WeightsFileName.Of(job), entityTag: Tag(digest), enableRangeProcessing: true);
    }

    private static EntityTagHeaderValue Tag(string digest) => new($"\"{digest}\"");
}
