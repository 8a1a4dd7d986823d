using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using ModelMine.Core.Contracts;
using ModelMine.Server.Blobs;
using ModelMine.Server.Shell;
using Routes = ModelMine.Core.Contracts.Routes;

namespace ModelMine.Server.Datasets;

/// <summary>What users call about data sets.</summary>
public static class DatasetsApi
{
    /// <summary>Maps the routes.</summary>
    /// <param name="api">The API's root.</param>
    public static IEndpointRouteBuilder MapDatasets(this IEndpointRouteBuilder api)
    {
        var read = api.MapGroup(Routes.Datasets).RequireAuthorization(AuthPolicies.Read).WithTags("Datasets");
        read.MapGet("", List).WithSummary("Your own data sets in their newest versions, then the catalog.");
        read.MapGet("{name}", Find).WithSummary("One data set; name@2 is the second version of one of your own.");
        read.MapGet("{name}/preview", Preview).WithSummary("The first samples of one of your own data sets.");
        read.MapGet("{name}/statistics", Statistics).WithSummary("How the values of one of your own data sets are spread.");
        var write = api.MapGroup(Routes.Datasets).RequireAuthorization(AuthPolicies.Write).WithTags("Datasets");
        write.MapPost("", Add).WithSummary("Makes a data set of files that were uploaded before; the same name again makes its next version.");
        write.MapDelete("{name}", Remove).WithSummary("Removes a version, or without one all; not while a job needs it.");
        write.MapGroup($"uploads/{UploadRoutes.Digest}").MapUploads<DatasetUploads>(user => user.UserId());
        return api;
    }

    private static async Task<Ok<IReadOnlyList<DatasetSummary>>> List(DatasetQueries queries, ClaimsPrincipal user, CancellationToken cancellation) =>
        TypedResults.Ok(await queries.ListAsync(user.UserId(), cancellation));

    private static async Task<Ok<DatasetDetail>> Find(string name, DatasetQueries queries, ClaimsPrincipal user, CancellationToken cancellation) =>
        TypedResults.Ok(await queries.FindAsync(user.UserId(), name, cancellation) ?? throw RefusedException.NotFound("data set"));

    private static async Task<Ok<DatasetPreview>> Preview(string name, DatasetQueries queries, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var preview = await queries.PreviewAsync(user.UserId(), name, cancellation) ?? throw RefusedException.NotFound("data set");
        return TypedResults.Ok(preview with { Profile = preview.Profile with { Columns = [], Classes = [] } });
    }

    private static async Task<Ok<DatasetPreview>> Statistics(string name, DatasetQueries queries, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var preview = await queries.PreviewAsync(user.UserId(), name, cancellation) ?? throw RefusedException.NotFound("data set");
        return TypedResults.Ok(preview with { Profile = new() { Columns = preview.Profile.Columns, Classes = preview.Profile.Classes } });
    }

    private static async Task<Created<DatasetDetail>> Add(AddDatasetRequest request, AddDataset add, ClaimsPrincipal user, CancellationToken cancellation)
    {
        var dataset = await add.ExecuteAsync(user.UserId(), request, cancellation);
        return TypedResults.Created($"/api/{Routes.Dataset(dataset.Summary.Name)}", dataset);
    }

    private static async Task<NoContent> Remove(string name, RemoveDataset remove, ClaimsPrincipal user, CancellationToken cancellation)
    {
        await remove.ExecuteAsync(user.UserId(), name, cancellation);
        return TypedResults.NoContent();
    }
}
