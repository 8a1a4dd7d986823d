using ModelMine.Server.Blobs.Places;
using ModelMine.Server.Data;

namespace ModelMine.Server.Blobs.S3;

/// <summary>A bucket of an S3-compatible store: each name is a key. Its store is consistent, so any server sees what another has written.</summary>
/// <param name="bucket">The bucket.</param>
/// <param name="spool">Folder of files that are lent.</param>
internal sealed class BucketPlace(Bucket bucket, string spool) : IBlobPlace
{
    public Task<long?> SizeAsync(string name, CancellationToken cancellation) => bucket.SizeAsync(name, cancellation);

    public Stream Open(string name, long size) => new BucketStream(bucket, name, size);

    public Task RemoveAsync(string name) => bucket.RemoveAsync(name);

    public IArrival Arrival(string name) => new BucketArrival(bucket, name);

    public async Task MoveAsync(string name, string digest, string to)
    {
        if (await bucket.SizeAsync(name, CancellationToken.None) is not { } size) return;
        string found;
        await using (var source = new BucketStream(bucket, name, size)) found = await new ObjectAssembly(bucket).MakeAsync(source, digest, to);
        await bucket.RemoveAsync(name);
        if (found != digest) throw Refusals.WrongDigest(found);
    }

    public async Task<LocalCopy> CopyAsync(string name, CancellationToken cancellation)
    {
        PrivateFolder.Create(spool);
        var path = Path.Combine(spool, Path.GetRandomFileName());
        try
        {
            await using var source = Open(name, await bucket.SizeAsync(name, cancellation) ?? throw new FileNotFoundException($"{name} is not in the bucket."));
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
            await source.CopyToAsync(file, cancellation);
            return new LocalCopy(path, isOwn: true);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public async Task<IReadOnlyList<string>> RemoveAbandonedAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        // An upload goes as a whole, by its newest piece: without the older ones the rest is worth nothing.
        var uploads = (await bucket.ListAsync($"{BlobNames.Partial}/", cancellation)).GroupBy(found => string.Join('/', found.Key.Split('/').Take(2)));
        foreach (var upload in uploads.Where(upload => upload.Max(found => found.LastModified) < before.UtcDateTime))
            foreach (var found in upload)
                await bucket.RemoveAsync(found.Key);
        return [];
    }
}
