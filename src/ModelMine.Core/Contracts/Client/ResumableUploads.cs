using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace ModelMine.Core.Contracts.Client;

/// <summary>How files are uploaded piece by piece, going on where a broken upload stopped: nodes and users do it alike.</summary>
internal static class ResumableUploads
{
    private const string OffsetHeader = "Upload-Offset";
    private const string LengthHeader = "Upload-Length";

    /// <summary>Asks how much the server has.</summary>
    public static async Task<BlobState> UploadStateAsync(this HttpClient http, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode is not HttpStatusCode.NotFound) await response.ThrowIfProblemAsync(cancellationToken);
        return new BlobState(response.IsSuccessStatusCode, Offset(response) ?? 0);
    }

    /// <summary>Appends bytes.</summary>
    /// <returns>Bytes that the server has now: where to go on, also when <paramref name="offset"/> was not where it stood.</returns>
    public static async Task<long> AppendUploadAsync(
        this HttpClient http, string path, long offset, long length, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, path) { Content = new ReadOnlyMemoryContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        request.Headers.Add(OffsetHeader, offset.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(LengthHeader, length.ToString(CultureInfo.InvariantCulture));
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Conflict && Offset(response) is { } where) return where;
        await response.ThrowIfProblemAsync(cancellationToken);
        return Offset(response) ?? offset + bytes.Length;
    }

    private static long? Offset(HttpResponseMessage response) =>
        response.Headers.TryGetValues(OffsetHeader, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null;
}
