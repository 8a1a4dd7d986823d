using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ModelMine.Tests.Agent.Fakes;

/// <summary>The blob routes as the contract describes them.</summary>
internal static class FakeBlobRoutes
{
    public static void Map(IEndpointRouteBuilder blobs, FakeNetwork network)
    {
        blobs.MapMethods("{digest}", ["HEAD"], (string digest, HttpResponse response) =>
        {
            var (complete, offset) = network.Read(n =>
                n.Blobs.TryGetValue(digest, out var whole) ? (true, whole.Length) : (false, n.Partial.GetValueOrDefault(digest)?.Count ?? 0));
            response.Headers["Upload-Offset"] = offset.ToString(CultureInfo.InvariantCulture);
            return complete ? Results.Ok() : Results.NotFound();
        });
        blobs.MapGet("{digest}", (string digest) => network.Read(n =>
            n.Blobs.TryGetValue(digest, out var bytes)
                ? Results.Bytes(bytes, "application/octet-stream", enableRangeProcessing: true)
                : FakeRoutes.Problem(404, "not_found", "There is no such blob.")));
        blobs.MapPatch("{digest}", AppendAsync);

        async Task<IResult> AppendAsync(string digest, HttpContext context)
        {
            var offset = Header(context, "Upload-Offset");
            var length = Header(context, "Upload-Length");
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var bytes = context.Items.ContainsKey(nameof(Fault.HalfTaken)) ? body.ToArray()[..(int)(body.Length / 2)] : body.ToArray();
            return network.Write(n =>
            {
                n.Took($"PATCH {offset}+{bytes.Length}");
                if (!n.Partial.TryGetValue(digest, out var partial)) n.Partial[digest] = partial = [];
                context.Response.Headers["Upload-Offset"] = partial.Count.ToString(CultureInfo.InvariantCulture);
                if (offset != partial.Count) return FakeRoutes.Problem(409, "wrong_offset", "The blob stands elsewhere.");
                partial.AddRange(bytes);
                context.Response.Headers["Upload-Offset"] = partial.Count.ToString(CultureInfo.InvariantCulture);
                if (partial.Count < length) return Results.NoContent();
                var whole = partial.ToArray();
                n.Partial.Remove(digest);
                if (Convert.ToHexStringLower(SHA256.HashData(whole)) != digest) return FakeRoutes.Problem(422, "wrong_digest", "The bytes are others.");
                n.Blobs[digest] = whole;
                return Results.NoContent();
            });
        }
    }

    private static long Header(HttpContext context, string name) => long.Parse(context.Request.Headers[name].ToString(), CultureInfo.InvariantCulture);
}
