using System.Buffers;

namespace ModelMine.Agent.Trainers;

/// <summary>Cuts a stream of bytes into lines, holding at most one line of bounded length.</summary>
/// <param name="stream">The stream.</param>
/// <param name="longest">Bytes of a line that are kept; the rest of it is skipped.</param>
internal sealed class OutputLines(Stream stream, int longest)
{
    private const int BufferBytes = 64 * 1024;
    private const byte NewLine = (byte)'\n';
    private readonly ArrayBufferWriter<byte> _line = new();
    private long _bytesRead;

    /// <summary>Bytes that came so far, kept or not.</summary>
    public long BytesRead => Volatile.Read(ref _bytesRead);

    /// <summary>Reads to the end; each line is valid until the next is asked for.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync()
    {
        var buffer = new byte[BufferBytes];
        int count;
        while ((count = await ReadAsync(buffer)) > 0)
        {
            Volatile.Write(ref _bytesRead, _bytesRead + count);
            var rest = buffer.AsMemory(0, count);
            int end;
            while ((end = rest.Span.IndexOf(NewLine)) >= 0)
            {
                Keep(rest.Span[..end]);
                if (_line.WrittenCount > 0) yield return _line.WrittenMemory;
                _line.ResetWrittenCount();
                rest = rest[(end + 1)..];
            }

            Keep(rest.Span);
        }

        if (_line.WrittenCount > 0) yield return _line.WrittenMemory;
    }

    private void Keep(ReadOnlySpan<byte> bytes) => _line.Write(bytes[..Math.Min(bytes.Length, longest - _line.WrittenCount)]);

    private async ValueTask<int> ReadAsync(byte[] buffer)
    {
        try
        {
            return await stream.ReadAsync(buffer);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The other end is gone: that is the end.
            return 0;
        }
    }
}
