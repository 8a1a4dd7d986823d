using System.Net;
using System.Net.Http.Headers;

namespace ModelMine.Core.Contracts.Client;

public sealed partial class NodeApiClient
{
    /// <summary>Asks how much of a blob the server has.</summary>
    /// <param name="digest">SHA-256 of the blob, lower-case hex.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<BlobState> BlobStateAsync(string digest, CancellationToken cancellationToken) => http.UploadStateAsync(Routes.Blob(digest), cancellationToken);

    /// <summary>Appends bytes to a blob that the server does not have whole.</summary>
    /// <param name="digest">SHA-256 of the whole blob, lower-case hex.</param>
    /// <param name="offset">Bytes that the server has already.</param>
    /// <param name="length">Size of the whole blob, bytes.</param>
    /// <param name="bytes">The next bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Bytes that the server has now: where to go on, also when <paramref name="offset"/> was not where it stood.</returns>
    /// <exception cref="ApiException">422: all bytes are there, and their SHA-256 is another.</exception>
    public Task<long> AppendBlobAsync(string digest, long offset, long length, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        http.AppendUploadAsync(Routes.Blob(digest), offset, length, bytes, cancellationToken);

    /// <summary>Reads a piece of a blob.</summary>
    /// <param name="digest">SHA-256 of the whole blob, lower-case hex.</param>
    /// <param name="offset">The first byte wanted.</param>
    /// <param name="piece">Where the bytes go; as many are asked for as fit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Bytes read; fewer than fit only at the blob's end.</returns>
    /// <exception cref="ApiException">404: there is no such blob; 416: it ends before <paramref name="offset"/>.</exception>
    public Task<int> ReadBlobAsync(string digest, long offset, Memory<byte> piece, CancellationToken cancellationToken) =>
        ReadPieceAsync(Routes.Blob(digest), offset, piece, cancellationToken);

    private async Task<int> ReadPieceAsync(string path, long offset, Memory<byte> piece, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Range = new RangeHeaderValue(offset, offset + piece.Length - 1);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await response.ThrowIfProblemAsync(cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        // 200 in place of 206: the whole blob comes, because something on the way knows no ranges.
        if (response.StatusCode is not HttpStatusCode.PartialContent) await SkipAsync(body, offset, piece, cancellationToken);
        return await body.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellationToken);
    }

    private static async Task SkipAsync(Stream body, long count, Memory<byte> scratch, CancellationToken cancellationToken)
    {
        for (var left = count; left > 0;)
        {
            var read = await body.ReadAsync(scratch[..(int)Math.Min(left, scratch.Length)], cancellationToken);
            if (read == 0) return;
            left -= read;
        }
    }
}

/// <summary>How much of a blob the server has.</summary>
/// <param name="Complete">All of it, checked against its SHA-256.</param>
/// <param name="Offset">Bytes received so far.</param>
public sealed record BlobState(bool Complete, long Offset);
