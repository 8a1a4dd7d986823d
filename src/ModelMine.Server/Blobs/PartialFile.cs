using System.Security.Cryptography;
using ModelMine.Server.Data;

namespace ModelMine.Server.Blobs;

/// <summary>A file that arrives piece by piece.</summary>
/// <param name="path">Where it is.</param>
internal sealed class PartialFile(string path)
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Bytes that arrived.</summary>
    /// <param name="isOwn">Whether this process has seen it before; else its last bytes may not have been verified.</param>
    public long Offset(bool isOwn)
    {
        if (!File.Exists(path)) return 0;
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        var length = RandomAccess.GetLength(file);
        if (isOwn || length == 0) return length;

        // Left by a server that died, perhaps with all bytes but not verified: asking for the last one again completes it.
        RandomAccess.SetLength(file, length - 1);
        return length - 1;
    }

    /// <summary>Takes bytes; what arrived stays, even when it breaks off.</summary>
    /// <returns>Bytes that are there now.</returns>
    public async Task<long> ReceiveAsync(long offset, long length, Stream body, CancellationToken cancellation)
    {
        PrivateFolder.Create(System.IO.Path.GetDirectoryName(path)!);
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

    /// <summary>Removes the file when its bytes are not those that were announced.</summary>
    public async Task RequireDigestAsync(string digest)
    {
        string found;
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, useAsync: true))
            found = Convert.ToHexStringLower(await SHA256.HashDataAsync(file));
        if (found == digest) return;
        File.Delete(path);
        throw Refusals.WrongDigest(found);
    }
}
