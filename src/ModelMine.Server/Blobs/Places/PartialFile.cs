using System.Security.Cryptography;
using ModelMine.Server.Data;

namespace ModelMine.Server.Blobs.Places;

/// <summary>
/// A file that arrives piece by piece. The system's lock on it keeps two servers that share the folder from writing it at
/// the same time: the second one is refused, and asked again.
/// </summary>
/// <param name="place">Where it goes when it is complete.</param>
/// <param name="path">Where it is.</param>
internal sealed class PartialFile(FolderPlace place, string path) : IArrival
{
    private const int BufferSize = 128 * 1024;

    public Task<long> OffsetAsync(CancellationToken cancellation)
    {
        var isOwn = place.WasSeen(path);
        if (!File.Exists(path)) return Task.FromResult(0L);
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, isOwn ? FileShare.ReadWrite : FileShare.None);
        var length = RandomAccess.GetLength(file);
        if (isOwn || length == 0) return Task.FromResult(length);

        // Left by a server that died, perhaps with all bytes but not verified: asking for the last one again completes it.
        RandomAccess.SetLength(file, length - 1);
        return Task.FromResult(length - 1);
    }

    public async Task<long> ReceiveAsync(long offset, long length, Stream body, CancellationToken cancellation)
    {
        PrivateFolder.Create(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous, BufferSize = 0,
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

    public async Task CompleteAsync(string digest, string to)
    {
        try
        {
            var found = await DigestAsync();
            if (found == digest)
            {
                place.Adopt(path, to);
                return;
            }

            File.Delete(path);
            throw Refusals.WrongDigest(found);
        }
        catch (FileNotFoundException) when (place.Has(to))
        {
            // Another server that shares the folder was quicker.
        }
    }

    public Task RemoveAsync()
    {
        File.Delete(path);
        return Task.CompletedTask;
    }

    private async Task<string> DigestAsync()
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, useAsync: true);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file));
    }
}
