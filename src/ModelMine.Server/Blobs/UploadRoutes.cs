using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ModelMine.Server.Blobs;

/// <summary>The two calls of a resumable upload, the same for nodes and for users.</summary>
internal static class UploadRoutes
{
    /// <summary>End of a group's path: what is uploaded.</summary>
    public const string Digest = "{digest:regex(^[0-9a-f]{{64}}$)}";

    /// <summary>Maps both.</summary>
    /// <typeparam name="TUploads">What takes the bytes.</typeparam>
    /// <param name="uploads">A group whose path ends with <see cref="Digest"/>.</param>
    /// <param name="sender">Who uploads, of those who may.</param>
    public static void MapUploads<TUploads>(this RouteGroupBuilder uploads, Func<ClaimsPrincipal, string> sender)
        where TUploads : class, IUploads
    {
        uploads.MapMethods("", [HttpMethods.Head], async Task<Results<Ok, NotFound>> (string digest, HttpContext context, CancellationToken cancellation) =>
        {
            var (complete, offset) = await Taken(context).StateAsync(sender(context.User), digest, cancellation);
            UploadHeaders.Set(context.Response, offset);
            return complete ? TypedResults.Ok() : TypedResults.NotFound();
        }).WithSummary("How much of a file has arrived: 200 when all of it, else 404; Upload-Offset tells.");
        uploads.MapPatch("", async Task<IResult> (
            string digest, HttpContext context, CancellationToken cancellation,
            [FromHeader(Name = UploadHeaders.Offset)] string? uploadOffset = null, [FromHeader(Name = UploadHeaders.Length)] string? uploadLength = null) =>
        {
            var (offset, length) = UploadHeaders.Read(uploadOffset, uploadLength);
            var (inPlace, stands) = await Taken(context).AppendAsync(sender(context.User), digest, offset, length, context.Request.Body, cancellation);
            return UploadHeaders.Answer(context.Response, inPlace, stands);
        }).WithMetadata(new DisableRequestSizeLimitAttribute()).WithSummary("Appends bytes at Upload-Offset; Upload-Length is the size of the whole.");

        static TUploads Taken(HttpContext context) => context.RequestServices.GetRequiredService<TUploads>();
    }
}
