using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Blobs;

/// <summary>
/// Takes uploads piece by piece. Each node has a partial file of its own for a blob, so that none can spoil another's;
/// what is complete is read once more and must have the digest that it was announced with.
/// </summary>
/// <param name="store">Where complete blobs go.</param>
/// <param name="options">The size limit.</param>
public sealed class BlobUploads(BlobStore store, IOptions<ModelMineOptions> options) : IUploads
{
    private readonly KeyedLocks _locks = new();
    private readonly ConcurrentDictionary<string, bool> _ownPartials = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<(bool Complete, long Offset)> StateAsync(string senderId, string digest, CancellationToken cancellation)
    {
        using var held = await _locks.HoldAsync(Name(senderId, digest), cancellation);
        return await store.IsCompleteAsync(digest, cancellation) ? (true, 0) : (false, OffsetOf(senderId, digest));
    }

    /// <inheritdoc/>
    public async Task<(bool InPlace, long Offset)> AppendAsync(
        string senderId, string digest, long offset, long length, Stream body, CancellationToken cancellation)
    {
        if (length > options.Value.LargestBlobMiB * 1024L * 1024) throw Refusals.TooLarge(options.Value.LargestBlobMiB);
        using var held = await _locks.HoldAsync(Name(senderId, digest), cancellation);
        if (await store.IsCompleteAsync(digest, cancellation)) return (true, length);
        var stands = OffsetOf(senderId, digest);
        if (offset != stands) return (false, stands);
        var partial = PartialOf(senderId, digest);
        try
        {
            var reached = await partial.ReceiveAsync(offset, length, body, cancellation);
            if (reached < length) return (true, reached);
            return await CompleteAsync(partial, digest) ? (true, length) : (false, 0);
        }
        catch (IOException error) when (DiskFull.Is(error))
        {
            File.Delete(partial.Path);
            throw Refusals.DiskFull();
        }
    }

    // Not given up when the node leaves: a partial that has all its bytes would never be completed by bytes that follow.
    private async Task<bool> CompleteAsync(PartialFile partial, string digest)
    {
        using var publishing = await _locks.HoldAsync(digest, CancellationToken.None);
        await partial.RequireDigestAsync(digest);
        return await store.PublishAsync(digest, partial.Path);
    }

    private long OffsetOf(string senderId, string digest) =>
        PartialOf(senderId, digest).Offset(isOwn: !_ownPartials.TryAdd(Name(senderId, digest), true));

    private PartialFile PartialOf(string senderId, string digest) => new(Path.Combine(store.PartialFolder, Name(senderId, digest)));

    private static string Name(string senderId, string digest) => $"{digest}.{senderId}";
}
