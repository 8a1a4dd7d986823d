using System.Buffers;
using System.Security.Cryptography;
using Amazon.S3.Model;

namespace ModelMine.Server.Blobs.S3;

/// <summary>
/// Makes one object of bytes that come one after the other, and lets it be seen only if they have the right SHA-256. Holds one
/// part in memory. Two servers that assemble the same object at once make it twice, with the same bytes.
/// </summary>
/// <param name="bucket">The bucket.</param>
internal sealed class ObjectAssembly(Bucket bucket)
{
    /// <summary>10,000 parts, the most that there may be, make 78 GiB.</summary>
    private const int PartBytes = 8 * 1024 * 1024;

    /// <summary>Makes it.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="digest">Their SHA-256, lower-case hex.</param>
    /// <param name="key">The object's key.</param>
    /// <returns>The SHA-256 that they have; the object was made if it is the right one.</returns>
    public async Task<string> MakeAsync(Stream source, string digest, string key)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(PartBytes);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var first = await FillAsync(source, buffer, hash);
            return first < PartBytes ? await PutWholeAsync(buffer.AsMemory(0, first), hash, digest, key) : await PutPartsAsync(source, buffer, hash, digest, key);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<int> FillAsync(Stream source, byte[] buffer, IncrementalHash hash)
    {
        var count = await source.ReadAtLeastAsync(buffer.AsMemory(0, PartBytes), PartBytes, throwOnEndOfStream: false);
        hash.AppendData(buffer, 0, count);
        return count;
    }

    private async Task<string> PutWholeAsync(ReadOnlyMemory<byte> bytes, IncrementalHash hash, string digest, string key)
    {
        var found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (found == digest) await bucket.PutAsync(key, bytes, CancellationToken.None);
        return found;
    }

    private async Task<string> PutPartsAsync(Stream source, byte[] buffer, IncrementalHash hash, string digest, string key)
    {
        var upload = await bucket.BeginAsync(key);
        var isFinished = false;
        try
        {
            var parts = new List<PartETag>();
            for (var count = PartBytes; count > 0; count = await FillAsync(source, buffer, hash))
                parts.Add(await bucket.PutPartAsync(key, upload, parts.Count + 1, buffer.AsMemory(0, count)));
            var found = Convert.ToHexStringLower(hash.GetHashAndReset());
            if (found == digest)
            {
                await bucket.FinishAsync(key, upload, parts);
                isFinished = true;
            }

            return found;
        }
        finally
        {
            if (!isFinished) await bucket.GiveUpAsync(key, upload);
        }
    }
}
