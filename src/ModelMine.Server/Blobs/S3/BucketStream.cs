using Amazon.S3.Model;

namespace ModelMine.Server.Blobs.S3;

/// <summary>Reads an object as it comes, and from elsewhere after a seek. Nothing of it is kept in memory.</summary>
/// <param name="bucket">The bucket.</param>
/// <param name="key">The object.</param>
/// <param name="size">Its size.</param>
internal sealed class BucketStream(Bucket bucket, string key, long size) : ReadOnlyStream
{
    private GetObjectResponse? _answer;
    private long _position;

    public override bool CanSeek => true;

    public override long Length => size;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= size || buffer.IsEmpty) return 0;
        _answer ??= await bucket.ReadAsync(key, _position, size, cancellationToken);
        var read = await _answer.ResponseStream.ReadAsync(buffer, cancellationToken);
        if (read == 0) throw new EndOfStreamException($"The store ended {key} after {_position} of its {size} bytes.");
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("An object in a bucket is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => _position + offset, _ => size + offset };
        if (target == _position) return target;
        _answer?.Dispose();
        (_answer, _position) = (null, target);
        return target;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _answer?.Dispose();
        base.Dispose(disposing);
    }
}
