using Microsoft.Extensions.Options;
using ModelMine.Server.Blobs;
using ModelMine.Server.Blobs.Places;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Datasets;

/// <summary>
/// Takes the files of users' data sets. Unlike a node, a user must send every byte, even of what the store has already: who only
/// knows the digest of another's file shall not come by its content, nor learn that it is there. Complete files wait for a day
/// to become a data set.
/// </summary>
public sealed class DatasetUploads : IUploads
{
    private readonly KeyedLocks _locks = new();
    private readonly IBlobPlace _place;
    private readonly BlobStore _store;
    private readonly IOptions<ModelMineOptions> _options;

    internal DatasetUploads(IBlobPlace place, BlobStore store, IOptions<ModelMineOptions> options) => (_place, _store, _options) = (place, store, options);

    /// <inheritdoc/>
    public async Task<(bool Complete, long Offset)> StateAsync(string senderId, string digest, CancellationToken cancellation)
    {
        using var held = await _locks.HoldAsync(BlobNames.Arrival(senderId, digest), cancellation);
        if (await SizeAsync(senderId, digest, cancellation) is { } size) return (true, size);
        return (false, await ArrivalFaults.GuardAsync(_store.Arrival(senderId, digest), arrival => arrival.OffsetAsync(cancellation)));
    }

    /// <inheritdoc/>
    public async Task<(bool InPlace, long Offset)> AppendAsync(
        string senderId, string digest, long offset, long length, Stream body, CancellationToken cancellation)
    {
        if (length > _options.Value.LargestDatasetMiB * 1024L * 1024) throw DatasetRefusals.TooLarge(_options.Value.LargestDatasetMiB);
        using var held = await _locks.HoldAsync(BlobNames.Arrival(senderId, digest), cancellation);
        if (await SizeAsync(senderId, digest, cancellation) is { } size) return (true, size);
        return await ArrivalFaults.GuardAsync(_store.Arrival(senderId, digest), async arrival =>
        {
            var stands = await arrival.OffsetAsync(cancellation);
            if (offset != stands) return (false, stands);
            var reached = await arrival.ReceiveAsync(offset, length, body, cancellation);
            if (reached == length) await arrival.CompleteAsync(digest, BlobNames.Whole(senderId, digest));
            return (true, reached);
        });
    }

    /// <summary>Size of a file that a user has uploaded whole; null when there is none.</summary>
    /// <param name="senderId">Who uploaded.</param>
    /// <param name="digest">Its SHA-256.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<long?> SizeAsync(string senderId, string digest, CancellationToken cancellation) =>
        _place.SizeAsync(BlobNames.Whole(senderId, digest), cancellation);

    /// <summary>Lends a whole file, to be read here and there.</summary>
    /// <param name="senderId">Who uploaded.</param>
    /// <param name="digest">Its SHA-256.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<LocalCopy> CopyAsync(string senderId, string digest, CancellationToken cancellation) =>
        _place.CopyAsync(BlobNames.Whole(senderId, digest), cancellation);

    /// <summary>Moves a complete file into the blob store.</summary>
    /// <param name="senderId">Who uploaded.</param>
    /// <param name="digest">Its SHA-256.</param>
    public async Task PublishAsync(string senderId, string digest)
    {
        using var held = await _locks.HoldAsync(BlobNames.Arrival(senderId, digest), CancellationToken.None);
        // The store was just removing the same bytes: ours took their place only if they are still where they were.
        if (!await _store.TakeAsync(BlobNames.Whole(senderId, digest), digest)) throw DatasetRefusals.NotUploaded(digest);
    }
}
