using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace ModelMine.Core.Contracts.Client;

public sealed partial class NodeApiClient
{
    private const string OffsetHeader = "Upload-Offset";
    private const string LengthHeader = "Upload-Length";

    /// <summary>Asks how much of a blob the server has.</summary>
    /// <param name="digest">SHA-256 of the blob, lower-case hex.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<BlobState> BlobStateAsync(string digest, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Routes.Blob(digest));
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode is not HttpStatusCode.NotFound) await response.ThrowIfProblemAsync(cancellationToken);
        return new BlobState(response.IsSuccessStatusCode, Offset(response) ?? 0);
    }

    /// <summary>Appends bytes to a blob that the server does not have whole.</summary>
    /// <param name="digest">SHA-256 of the whole blob, lower-case hex.</param>
    /// <param name="offset">Bytes that the server has already.</param>
    /// <param name="length">Size of the whole blob, bytes.</param>
    /// <param name="bytes">The next bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Bytes that the server has now: where to go on, also when <paramref name="offset"/> was not where it stood.</returns>
    /// <exception cref="ApiException">422: all bytes are there, and their SHA-256 is another.</exception>
    public async Task<long> AppendBlobAsync(string digest, long offset, long length, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, Routes.Blob(digest)) { Content = new ReadOnlyMemoryContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        request.Headers.Add(OffsetHeader, offset.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(LengthHeader, length.ToString(CultureInfo.InvariantCulture));
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Conflict && Offset(response) is { } where) return where;
        await response.ThrowIfProblemAsync(cancellationToken);
        return Offset(response) ?? offset + bytes.Length;
    }

    /// <summary>Opens a blob for reading from some byte on.</summary>
    /// <param name="digest">SHA-256 of the blob, lower-case hex.</param>
    /// <param name="offset">The first byte wanted.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer; it starts at the byte wanted if its status is 206, else at the first. The caller disposes of it.</returns>
    public async Task<HttpResponseMessage> OpenBlobAsync(string digest, long offset, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Routes.Blob(digest));
        if (offset > 0) request.Headers.Range = new RangeHeaderValue(offset, null);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        try
        {
            await response.ThrowIfProblemAsync(cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static long? Offset(HttpResponseMessage response) =>
        response.Headers.TryGetValues(OffsetHeader, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null;
}

/// <summary>How much of a blob the server has.</summary>
/// <param name="Complete">All of it, checked against its SHA-256.</param>
/// <param name="Offset">Bytes received so far.</param>
public sealed record BlobState(bool Complete, long Offset);
