using System.Globalization;
using System.Text;

namespace ModelMine.Chaos.Proxies;

/// <summary>Cuts what a client sends into requests: HTTP/1.1, bodies with a length or in chunks.</summary>
internal sealed class RequestReader(Stream client)
{
    private static readonly byte[] EndOfHeader = "\r\n\r\n"u8.ToArray();

    private byte[] _buffer = new byte[16 * 1024];
    private int _filled;

    /// <summary>The next request; null when the client closed the connection.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async Task<HttpRequestBytes?> NextAsync(CancellationToken cancellation)
    {
        int headerEnd;
        while ((headerEnd = IndexOf(EndOfHeader, 0)) < 0)
            if (!await FillAsync(cancellation)) return null;
        var bodyStart = headerEnd + EndOfHeader.Length;
        var lines = Encoding.Latin1.GetString(_buffer, 0, headerEnd).Split("\r\n");
        var end = Header(lines, "Transfer-Encoding") is not null
            ? await EndOfChunksAsync(bodyStart, cancellation)
            : bodyStart + int.Parse(Header(lines, "Content-Length") ?? "0", CultureInfo.InvariantCulture);
        while (end is not null && _filled < end)
            if (!await FillAsync(cancellation)) return null;
        if (end is not { } length) return null;

        var bytes = _buffer[..length];
        Buffer.BlockCopy(_buffer, length, _buffer, 0, _filled -= length);
        var words = lines[0].Split(' ');
        return new HttpRequestBytes(bytes, words[0], words[1].Split('?')[0], bodyStart, Header(lines, "Idempotency-Key"));
    }

    private static string? Header(string[] lines, string name) =>
        Array.Find(lines, line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase)) is { } line ? line[(name.Length + 1)..].Trim() : null;

    /// <summary>Where the last chunk ends; null when the client went away before.</summary>
    private async Task<int?> EndOfChunksAsync(int at, CancellationToken cancellation)
    {
        while (true)
        {
            int lineEnd;
            while ((lineEnd = IndexOf("\r\n"u8, at)) < 0)
                if (!await FillAsync(cancellation)) return null;
            var size = int.Parse(Encoding.ASCII.GetString(_buffer, at, lineEnd - at).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at = lineEnd + 2 + size + 2;
            if (size == 0) return at;
        }
    }

    private int IndexOf(ReadOnlySpan<byte> what, int from)
    {
        if (from >= _filled) return -1;
        var at = _buffer.AsSpan(from, _filled - from).IndexOf(what);
        return at < 0 ? -1 : from + at;
    }

    private async Task<bool> FillAsync(CancellationToken cancellation)
    {
        if (_filled == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await client.ReadAsync(_buffer.AsMemory(_filled), cancellation);
        _filled += read;
        return read > 0;
    }
}
