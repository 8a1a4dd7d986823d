using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using ModelMine.Server.Blobs;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Datasets;

/// <summary>
/// Takes the files of users' data sets. Unlike a node, a user must send every byte, even of what the store has already: who only
/// knows the digest of another's file shall not come by its content, nor learn that it is there. Complete files wait for a day
/// to become a data set.
/// </summary>
/// <param name="store">Where files wait, and where they go.</param>
/// <param name="options">The size limit.</param>
public sealed class DatasetUploads(BlobStore store, IOptions<ModelMineOptions> options) : IUploads
{
    private readonly KeyedLocks _locks = new();
    private readonly ConcurrentDictionary<string, bool> _ownPartials = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<(bool Complete, long Offset)> StateAsync(string senderId, string digest, CancellationToken cancellation)
    {
        using var held = await _locks.HoldAsync(Name(senderId, digest), cancellation);
        return Complete(senderId, digest) is { } file ? (true, file.Length) : (false, OffsetOf(senderId, digest));
    }

    /// <inheritdoc/>
    public async Task<(bool InPlace, long Offset)> AppendAsync(
        string senderId, string digest, long offset, long length, Stream body, CancellationToken cancellation)
    {
        if (length > options.Value.LargestDatasetMiB * 1024L * 1024) throw DatasetRefusals.TooLarge(options.Value.LargestDatasetMiB);
        using var held = await _locks.HoldAsync(Name(senderId, digest), cancellation);
        if (Complete(senderId, digest) is { } file) return (true, file.Length);
        var stands = OffsetOf(senderId, digest);
        if (offset != stands) return (false, stands);
        var partial = new PartialFile(PartialPath(senderId, digest));
        try
        {
            var reached = await partial.ReceiveAsync(offset, length, body, cancellation);
            if (reached < length) return (true, reached);
            await partial.RequireDigestAsync(digest);
            File.Move(partial.Path, CompletePath(senderId, digest), overwrite: true);
            return (true, length);
        }
        catch (IOException error) when (DiskFull.Is(error))
        {
            File.Delete(partial.Path);
            throw Refusals.DiskFull();
        }
    }

    /// <summary>A file that a user has uploaded whole; null when there is none.</summary>
    /// <param name="senderId">Who uploaded.</param>
    /// <param name="digest">Its SHA-256.</param>
    public FileInfo? Complete(string senderId, string digest)
    {
        var file = new FileInfo(CompletePath(senderId, digest));
        return file.Exists ? file : null;
    }

    /// <summary>Moves a complete file into the blob store.</summary>
    /// <param name="senderId">Who uploaded.</param>
    /// <param name="digest">Its SHA-256.</param>
    public async Task PublishAsync(string senderId, string digest)
    {
        using var held = await _locks.HoldAsync(Name(senderId, digest), CancellationToken.None);
        var path = CompletePath(senderId, digest);
        // The store was just removing the same bytes: ours took their place only if they are still where they were.
        if (!await store.PublishAsync(digest, path)) throw DatasetRefusals.NotUploaded(digest);
    }

    private long OffsetOf(string senderId, string digest) =>
        new PartialFile(PartialPath(senderId, digest)).Offset(isOwn: !_ownPartials.TryAdd(Name(senderId, digest), true));

    private string PartialPath(string senderId, string digest) => Path.Combine(store.PartialFolder, Name(senderId, digest));

    private string CompletePath(string senderId, string digest) => PartialPath(senderId, digest) + ".whole";

    private static string Name(string senderId, string digest) => $"{digest}.{senderId}";
}
