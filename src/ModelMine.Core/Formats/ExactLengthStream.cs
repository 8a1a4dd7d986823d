namespace ModelMine.Core.Formats;

/// <summary>Passes on what one tensor writes, and sees to it that it writes no more and no less than its shape says.</summary>
internal sealed class ExactLengthStream(Stream inner, long length, string tensor) : Stream
{
    private long _written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => length;

    public override long Position { get => _written; set => throw new NotSupportedException(); }

    public void RequireFull()
    {
        if (_written != length)
        {
            throw new ArgumentException($"Tensor {tensor} wrote {_written:N0} bytes, but its shape takes {length:N0}.");
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer.Length > length - _written)
        {
            throw new ArgumentException($"Tensor {tensor} wrote more than the {length:N0} bytes that its shape takes.");
        }

        inner.Write(buffer);
        _written += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
