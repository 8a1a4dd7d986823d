using System.Globalization;
using ModelMine.Core.Contracts;

namespace ModelMine.Server.Blobs;

/// <summary>The headers of resumable uploads, of nodes and of users.</summary>
internal static class UploadHeaders
{
    public const string Offset = "Upload-Offset";
    public const string Length = "Upload-Length";

    /// <summary>Reads where bytes begin, and how many there are in all.</summary>
    /// <exception cref="Shell.RefusedException">400: they are not there, or cannot be.</exception>
    public static (long Offset, long Length) Read(string? uploadOffset, string? uploadLength) =>
        long.TryParse(uploadOffset, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
        && long.TryParse(uploadLength, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && offset <= length
            ? (offset, length)
            : throw Refusals.BadHeaders();

    /// <summary>Says where an upload stands.</summary>
    public static void Set(HttpResponse response, long offset) => response.Headers[Offset] = offset.ToString(CultureInfo.InvariantCulture);

    /// <summary>The answer to bytes that were taken, or began elsewhere than the upload stands.</summary>
    public static IResult Answer(HttpResponse response, bool inPlace, long stands)
    {
        Set(response, stands);
        return inPlace ? TypedResults.NoContent() : TypedResults.Json(WrongOffset(stands), ModelMineJson.Options, "application/problem+json", 409);
    }

    private static Problem WrongOffset(long stands) => new()
    {
        Status = 409, Code = "wrong_offset", Title = $"The upload stands at byte {stands}.", Detail = "Go on from Upload-Offset.",
    };
}
