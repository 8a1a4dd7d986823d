namespace ModelMine.Server.Blobs.S3;

/// <summary>Reads the pieces of an upload as one, each byte once.</summary>
/// <param name="bucket">The bucket.</param>
/// <param name="chain">The pieces, in order and without a gap.</param>
internal sealed class SegmentStream(Bucket bucket, IReadOnlyList<Segment> chain) : ReadOnlyStream
{
    private BucketStream? _current;
    private int _next;
    private long _position;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (_current is null)
            {
                if (_next == chain.Count) return 0;
                var segment = chain[_next++];
                _current = new BucketStream(bucket, segment.Key, segment.Size) { Position = _position - segment.Begin };
            }

            var read = await _current.ReadAsync(buffer, cancellationToken);
            _position += read;
            if (read > 0 || buffer.IsEmpty) return read;
            await _current.DisposeAsync();
            _current = null;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Objects in a bucket are read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _current?.Dispose();
        base.Dispose(disposing);
    }
}
