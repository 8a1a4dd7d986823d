namespace ModelMine.Tests.Core.Datasets.Images;

/// <summary>A file that has somebody look at the memory each time that so many bytes of it were read.</summary>
internal sealed class WatchedFile(string path, long every, Action look) : Stream
{
    private readonly FileStream _file = File.OpenRead(path);
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _file.Length;

    public override long Position { get => _file.Position; set => _file.Position = value; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = _file.Read(buffer, offset, count);
        if (_read / every != (_read + read) / every)
        {
            look();
        }

        _read += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => _file.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }
}
