using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Blobs;

/// <summary>
/// Takes uploads piece by piece. Each node has a partial file of its own for a blob, so that none can spoil another's;
/// what is complete is read once more and must have the digest that it was announced with.
/// </summary>
/// <param name="store">Where complete blobs go.</param>
/// <param name="options">The size limit.</param>
public sealed class BlobUploads(BlobStore store, IOptions<ModelMineOptions> options)
{
    private const int BufferSize = 128 * 1024;

    private readonly KeyedLocks _locks = new();
    private readonly ConcurrentDictionary<string, bool> _ownPartials = new(StringComparer.Ordinal);

    /// <summary>How far an upload is.</summary>
    /// <param name="nodeId">The node that uploads.</param>
    /// <param name="digest">SHA-256 of the whole.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether the blob is complete, and else the bytes received so far.</returns>
    public async Task<(bool Complete, long Offset)> StateAsync(string nodeId, string digest, CancellationToken cancellation)
    {
        using var held = await _locks.HoldAsync(Name(nodeId, digest), cancellation);
        return await store.IsCompleteAsync(digest, cancellation) ? (true, 0) : (false, OffsetOf(nodeId, digest));
    }

    /// <summary>Appends the next bytes; with the last ones the blob is verified and becomes complete.</summary>
    /// <param name="nodeId">The node that uploads.</param>
    /// <param name="digest">SHA-256 of the whole.</param>
    /// <param name="offset">Where the bytes begin.</param>
    /// <param name="length">Size of the whole.</param>
    /// <param name="body">The bytes; what arrived stays, even when it breaks off.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether the bytes began where the upload stood, and where it stands now.</returns>
    /// <exception cref="RefusedException">Too large, more bytes than announced, another digest, or the disk is full.</exception>
    public async Task<(bool InPlace, long Offset)> AppendAsync(
        string nodeId, string digest, long offset, long length, Stream body, CancellationToken cancellation)
    {
        if (length > options.Value.LargestBlobMiB * 1024L * 1024) throw Refusals.TooLarge(options.Value.LargestBlobMiB);
        using var held = await _locks.HoldAsync(Name(nodeId, digest), cancellation);
        if (await store.IsCompleteAsync(digest, cancellation)) return (true, length);
        var stands = OffsetOf(nodeId, digest);
        if (offset != stands) return (false, stands);
        var path = PathOf(nodeId, digest);
        try
        {
            PrivateFolder.Create(store.PartialFolder);
            var reached = await ReceiveAsync(path, offset, length, body, cancellation);
            if (reached < length) return (true, reached);
            return await CompleteAsync(path, digest) ? (true, length) : (false, 0);
        }
        catch (IOException error) when (DiskFull.Is(error))
        {
            File.Delete(path);
            throw Refusals.DiskFull();
        }
    }

    private static async Task<long> ReceiveAsync(string path, long offset, long length, Stream body, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Options = FileOptions.Asynchronous, BufferSize = 0,
        });
        file.Seek(offset, SeekOrigin.Begin);
        var buffer = new byte[BufferSize];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
        {
            if (read > length - offset) throw Refusals.TooManyBytes(length);
            await file.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
            offset += read;
        }

        if (offset == length) file.Flush(flushToDisk: true);
        return offset;
    }

    // Not given up when the node leaves: a partial that has all its bytes would never be completed by bytes that follow.
    private async Task<bool> CompleteAsync(string path, string digest)
    {
        using var publishing = await _locks.HoldAsync(digest, CancellationToken.None);
        string found;
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, useAsync: true))
            found = Convert.ToHexStringLower(await SHA256.HashDataAsync(file));
        if (found != digest)
        {
            File.Delete(path);
            throw Refusals.WrongDigest(found);
        }

        return await store.PublishAsync(digest, path);
    }

    private long OffsetOf(string nodeId, string digest)
    {
        var isOwn = !_ownPartials.TryAdd(Name(nodeId, digest), true);
        var path = PathOf(nodeId, digest);
        if (!File.Exists(path)) return 0;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        var length = RandomAccess.GetLength(file);
        if (isOwn || length == 0) return length;

        // Left by a server that died, perhaps with all bytes but not verified: asking for the last one again completes it.
        RandomAccess.SetLength(file, length - 1);
        return length - 1;
    }

    private string PathOf(string nodeId, string digest) => Path.Combine(store.PartialFolder, Name(nodeId, digest));

    private static string Name(string nodeId, string digest) => $"{digest}.{nodeId}";
}
