using ModelMine.Server.Blobs;

namespace ModelMine.Server.Datasets;

/// <summary>Tells how many bytes are read.</summary>
/// <param name="source">Where bytes come from; closed with this one.</param>
/// <param name="read">Hears the bytes of each read.</param>
internal sealed class CountedStream(Stream source, Action<int> read) : ReadOnlyStream
{
    public override bool CanSeek => source.CanSeek;

    public override long Length => source.Length;

    public override long Position
    {
        get => source.Position;
        set => source.Position = value;
    }

    public override int Read(Span<byte> buffer)
    {
        var count = source.Read(buffer);
        read(count);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await source.ReadAsync(buffer, cancellationToken);
        read(count);
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => source.Seek(offset, origin);

    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }
}
