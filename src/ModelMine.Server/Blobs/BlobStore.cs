using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Blobs;

/// <summary>
/// Bytes addressed by their SHA-256, each in a file of its own. A blob is there when its row is: the row is written
/// only after the file and its folder are durable, so a row never points at bytes that a power cut could take back.
/// </summary>
/// <param name="options">Where the folder is.</param>
/// <param name="databases">The database.</param>
/// <param name="writer">The writer.</param>
public sealed class BlobStore(IOptions<ModelMineOptions> options, IDbContextFactory<ModelMineDb> databases, GroupCommit writer)
{
    /// <summary>Half of what <see cref="UnreferencedBlobSweep"/> grants to blobs that no job refers to yet.</summary>
    private const long YoungMilliseconds = UnreferencedBlobSweep.YoungMilliseconds / 2;

    private readonly string _folder = options.Value.BlobFolder;

    /// <summary>Folder of the uploads that are not complete.</summary>
    internal string PartialFolder => Path.Combine(_folder, "partial");

    /// <summary>Path of a blob that is there; null when it is not.</summary>
    /// <param name="digest">SHA-256, lower-case hex.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<string?> FindAsync(string digest, CancellationToken cancellation)
    {
        var path = PathOf(digest);
        if (!File.Exists(path)) return null;
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await database.Blobs.AnyAsync(b => b.Digest == digest, cancellation) ? path : null;
    }

    /// <summary>
    /// Whether a blob is there, and will still be there when a job refers to it: asking makes it young again. One whose
    /// file was complete when the server died before its row was written gets its row now.
    /// </summary>
    /// <param name="digest">SHA-256, lower-case hex.</param>
    /// <param name="cancellation">Gives up.</param>
    internal async Task<bool> IsCompleteAsync(string digest, CancellationToken cancellation)
    {
        var file = new FileInfo(PathOf(digest));
        return file.Exists && (await IsYoungAsync(digest, cancellation) || await RecordAsync(digest, file));
    }

    /// <summary>Takes a file whose bytes were verified and flushed into the store. Of two with the same bytes, one is kept.</summary>
    /// <param name="digest">SHA-256 of the file.</param>
    /// <param name="verified">The file; gone afterwards.</param>
    /// <returns>False when the store was just removing the same bytes: they have to be sent again.</returns>
    internal async Task<bool> PublishAsync(string digest, string verified)
    {
        var path = PathOf(digest);
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            PrivateFolder.Create(folder);
            DurableFolder.Flush(_folder);
        }

        if (File.Exists(path)) File.Delete(verified);
        else File.Move(verified, path, overwrite: true);
        DurableFolder.Flush(folder);
        return await RecordAsync(digest, new FileInfo(path));
    }

    /// <summary>Removes the file of a blob whose row is gone.</summary>
    /// <param name="digest">Its SHA-256.</param>
    internal void Remove(string digest)
    {
        var path = PathOf(digest);
        if (File.Exists(path)) File.Delete(path);
    }

    private async Task<bool> IsYoungAsync(string digest, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return (await database.Database.SqlQuery<bool>($"""
            SELECT created_at > now_ms() - {YoungMilliseconds} AS "Value" FROM blobs WHERE digest = {digest}
            """).ToListAsync(cancellation)).Contains(true);
    }

    private Task<bool> RecordAsync(string digest, FileInfo file) => writer.WriteAsync(async scope =>
    {
        // Looked at inside the write: a sweep removes files between two writes, never during one.
        file.Refresh();
        return file.Exists && await scope.ExecuteAsync($"""
            INSERT INTO blobs (digest, size, created_at) VALUES ({digest}, {file.Length}, now_ms())
            ON CONFLICT (digest) DO UPDATE SET created_at = now_ms()
            """) > 0;
    });

    private string PathOf(string digest) => Path.Combine(_folder, digest[..2], digest);
}
