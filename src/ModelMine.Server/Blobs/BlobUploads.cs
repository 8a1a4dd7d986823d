using Microsoft.Extensions.Options;
using ModelMine.Server.Blobs.Places;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Blobs;

/// <summary>
/// Takes uploads piece by piece. Each node has a partial upload of its own for a blob, so that none can spoil another's;
/// what is complete is read once more and must have the digest that it was announced with.
/// </summary>
/// <param name="store">Where complete blobs go.</param>
/// <param name="options">The size limit.</param>
public sealed class BlobUploads(BlobStore store, IOptions<ModelMineOptions> options) : IUploads
{
    private readonly KeyedLocks _locks = new();

    /// <inheritdoc/>
    public async Task<(bool Complete, long Offset)> StateAsync(string senderId, string digest, CancellationToken cancellation)
    {
        using var held = await _locks.HoldAsync(BlobNames.Arrival(senderId, digest), cancellation);
        if (await store.IsCompleteAsync(digest, cancellation)) return (true, 0);
        return (false, await ArrivalFaults.GuardAsync(store.Arrival(senderId, digest), arrival => arrival.OffsetAsync(cancellation)));
    }

    /// <inheritdoc/>
    public async Task<(bool InPlace, long Offset)> AppendAsync(
        string senderId, string digest, long offset, long length, Stream body, CancellationToken cancellation)
    {
        if (length > options.Value.LargestBlobMiB * 1024L * 1024) throw Refusals.TooLarge(options.Value.LargestBlobMiB);
        using var held = await _locks.HoldAsync(BlobNames.Arrival(senderId, digest), cancellation);
        if (await store.IsCompleteAsync(digest, cancellation)) return (true, length);
        return await ArrivalFaults.GuardAsync(store.Arrival(senderId, digest), async arrival =>
        {
            var stands = await arrival.OffsetAsync(cancellation);
            if (offset != stands) return (false, stands);
            var reached = await arrival.ReceiveAsync(offset, length, body, cancellation);
            if (reached < length) return (true, reached);
            return await CompleteAsync(arrival, digest) ? (true, length) : (false, 0);
        });
    }

    // Not given up when the node leaves: a partial that has all its bytes would never be completed by bytes that follow.
    private async Task<bool> CompleteAsync(IArrival arrival, string digest)
    {
        using var publishing = await _locks.HoldAsync(digest, CancellationToken.None);
        return await store.TakeAsync(arrival, digest);
    }
}
