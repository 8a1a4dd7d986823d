using System.Buffers;
using System.Globalization;
using ModelMine.Server.Blobs.Places;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Blobs.S3;

/// <summary>
/// An upload as objects beside each other, each named after the bytes that it holds. Any server adds the next one, and none
/// keeps anything of it: two that take the same bytes at once write the same, or overlap, and never over each other.
/// </summary>
/// <param name="bucket">The bucket.</param>
/// <param name="name">The upload's name, the beginning of its objects' keys.</param>
internal sealed class BucketArrival(Bucket bucket, string name) : IArrival
{
    /// <summary>Held in memory while it arrives. An upload of 8 GiB is 2,048 of them.</summary>
    private const int SegmentBytes = 4 * 1024 * 1024;

    public async Task<long> OffsetAsync(CancellationToken cancellation) => Segments.Chain(await ListAsync(cancellation)) is [.., var last] ? last.End : 0;

    public async Task<long> ReceiveAsync(long offset, long length, Stream body, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(SegmentBytes);
        var held = 0;
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer.AsMemory(held, SegmentBytes - held), cancellation)) > 0)
            {
                if (read > length - offset - held) throw Refusals.TooManyBytes(length);
                held += read;
                if (held == SegmentBytes) await StoreAsync();
            }
        }
        finally
        {
            // What arrived stays, also when the line broke.
            await StoreAsync();
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return offset;

        async Task StoreAsync()
        {
            if (held == 0) return;
            await bucket.PutAsync(Key(offset, offset + held), buffer.AsMemory(0, held), CancellationToken.None);
            (offset, held) = (offset + held, 0);
        }
    }

    public async Task CompleteAsync(string digest, string to)
    {
        string found;
        try
        {
            found = await AssembleAsync(digest, to);
        }
        catch (RefusedException)
        {
            // Another server was quicker, and has removed the pieces meanwhile.
            if (await bucket.SizeAsync(to, CancellationToken.None) is null) throw;
            found = digest;
        }

        var isThere = found == digest || await bucket.SizeAsync(to, CancellationToken.None) is not null;
        await RemoveAsync();
        if (!isThere) throw Refusals.WrongDigest(found);
    }

    public async Task RemoveAsync()
    {
        foreach (var segment in await ListAsync(CancellationToken.None)) await bucket.RemoveAsync(segment.Key);
    }

    private async Task<string> AssembleAsync(string digest, string to)
    {
        await using var source = new SegmentStream(bucket, Segments.Chain(await ListAsync(CancellationToken.None)));
        return await new ObjectAssembly(bucket).MakeAsync(source, digest, to);
    }

    private async Task<List<Segment>> ListAsync(CancellationToken cancellation) =>
        [.. (await bucket.ListAsync($"{name}/", cancellation)).Select(found => new Segment(found.Key, Begin(found.Key), found.Size ?? 0))];

    private string Key(long begin, long end) => string.Create(CultureInfo.InvariantCulture, $"{name}/{begin:D20}-{end:D20}");

    private static long Begin(string key) => long.Parse(key.AsSpan(key.LastIndexOf('/') + 1, 20), NumberStyles.None, CultureInfo.InvariantCulture);
}
