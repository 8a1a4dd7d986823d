namespace ModelMine.Core.Datasets.Archives;

/// <summary>Gives out no more bytes than it was allowed to: what unpacks to more is an error, however little was packed.</summary>
/// <param name="source">Where bytes come from.</param>
/// <param name="limit">Bytes at most.</param>
/// <param name="whenExceeded">What is wrong then.</param>
internal sealed class BoundedStream(Stream source, long limit, string whenExceeded) : Stream
{
    private long _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = source.Read(buffer);
        _given += read;
        return _given <= limit ? read : throw new DatasetException(whenExceeded);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
