using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Blobs.Places;
using ModelMine.Server.Data;

namespace ModelMine.Server.Blobs;

/// <summary>
/// Bytes addressed by their SHA-256. A blob is there when its row is: the row is written only after the bytes are durable, so a
/// row never points at bytes that a power cut could take back.
/// </summary>
public sealed class BlobStore
{
    /// <summary>Half of what <see cref="UnreferencedBlobSweep"/> grants to blobs that no job refers to yet.</summary>
    private const long YoungMilliseconds = UnreferencedBlobSweep.YoungMilliseconds / 2;

    private readonly IBlobPlace _place;
    private readonly IDbContextFactory<ModelMineDb> _databases;
    private readonly GroupCommit _writer;

    internal BlobStore(IBlobPlace place, IDbContextFactory<ModelMineDb> databases, GroupCommit writer) =>
        (_place, _databases, _writer) = (place, databases, writer);

    /// <summary>The bytes of a blob, from their beginning; they can be sought in. Null when it is not there.</summary>
    /// <param name="digest">SHA-256, lower-case hex.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Stream?> OpenAsync(string digest, CancellationToken cancellation)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellation);
        var size = await database.Blobs.Where(b => b.Digest == digest && b.RemovedAt == null).Select(b => (long?)b.Size).FirstOrDefaultAsync(cancellation);
        if (size is null || await _place.SizeAsync(BlobNames.Of(digest), cancellation) != size) return null;
        return new VerifiedStream(_place.Open(BlobNames.Of(digest), size.Value), digest);
    }

    /// <summary>
    /// Whether a blob is there, and will still be there when a job refers to it: asking makes it young again. One whose
    /// bytes were complete when the server died before its row was written gets its row now.
    /// </summary>
    /// <param name="digest">SHA-256, lower-case hex.</param>
    /// <param name="cancellation">Gives up.</param>
    internal async Task<bool> IsCompleteAsync(string digest, CancellationToken cancellation) =>
        await _place.SizeAsync(BlobNames.Of(digest), cancellation) is { } size && (await IsYoungAsync(digest, cancellation) || await RecordAsync(digest, size));

    /// <summary>An upload under way.</summary>
    internal IArrival Arrival(string senderId, string digest) => _place.Arrival(BlobNames.Arrival(senderId, digest));

    /// <summary>Takes what arrived into the store. Of two with the same bytes, one is kept.</summary>
    /// <param name="arrival">The upload; gone afterwards.</param>
    /// <param name="digest">The SHA-256 that it was announced with.</param>
    /// <returns>False when the store was just removing the same bytes: they have to be sent again.</returns>
    internal async Task<bool> TakeAsync(IArrival arrival, string digest)
    {
        await arrival.CompleteAsync(digest, BlobNames.Of(digest));
        return await RecordAsync(digest);
    }

    /// <summary>Takes complete bytes that lie under another name into the store.</summary>
    /// <param name="name">The name; nothing lies there afterwards.</param>
    /// <param name="digest">Their SHA-256.</param>
    /// <returns>False as in <see cref="TakeAsync(IArrival, string)"/>.</returns>
    internal async Task<bool> TakeAsync(string name, string digest)
    {
        await _place.MoveAsync(name, digest, BlobNames.Of(digest));
        return await RecordAsync(digest);
    }

    private async Task<bool> IsYoungAsync(string digest, CancellationToken cancellation)
    {
        await using var database = await _databases.CreateDbContextAsync(cancellation);
        return (await database.Database.SqlQuery<bool>($"""
            SELECT created_at > now_ms() - {YoungMilliseconds} AS "Value" FROM blobs WHERE digest = {digest} AND removed_at IS NULL
            """).ToListAsync(cancellation)).Contains(true);
    }

    private async Task<bool> RecordAsync(string digest) =>
        await _place.SizeAsync(BlobNames.Of(digest), CancellationToken.None) is { } size && await RecordAsync(digest, size);

    private async Task<bool> RecordAsync(string digest, long size)
    {
        var isRecorded = await _writer.WriteApartAsync(scope => scope.ExecuteAsync($"""
            INSERT INTO blobs (digest, size, created_at) VALUES ({digest}, {size}, now_ms())
            ON CONFLICT (digest) DO UPDATE SET created_at = now_ms() WHERE blobs.removed_at IS NULL
            """)) > 0;
        if (!isRecorded || await _place.SizeAsync(BlobNames.Of(digest), CancellationToken.None) is not null) return isRecorded;

        // A sweep, perhaps another server's, was removing the bytes when they came, and ended before the row was written.
        await _writer.WriteApartAsync(scope => scope.ExecuteAsync($"DELETE FROM blobs WHERE digest = {digest} AND removed_at IS NULL"));
        return false;
    }
}
