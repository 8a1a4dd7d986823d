namespace ModelMine.Core.Datasets.Images;

/// <summary>The compressed pixels of a PNG, which lie in several parts of its file.</summary>
/// <param name="file">The file.</param>
/// <param name="parts">Where they lie.</param>
internal sealed class PngData(byte[] file, IReadOnlyList<Range> parts) : Stream
{
    private int _part;
    private int _taken;

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
        for (; _part < parts.Count; (_part, _taken) = (_part + 1, 0))
        {
            var rest = file.AsSpan(parts[_part])[_taken..];
            if (rest.Length > 0)
            {
                var count = Math.Min(rest.Length, buffer.Length);
                rest[..count].CopyTo(buffer);
                _taken += count;
                return count;
            }
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
