using System.Security.Cryptography;

namespace ModelMine.Server.Blobs;

/// <summary>
/// Reads a blob, and sees that it is the one that it is called after: whoever reads from the first byte on is not given the
/// last ones before the whole has the right SHA-256. Parts that are read out of turn are not checked.
/// </summary>
/// <param name="source">The bytes; closed with this one.</param>
/// <param name="digest">Their SHA-256, lower-case hex.</param>
internal sealed class VerifiedStream(Stream source, string digest) : ReadOnlyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _hashed;

    public override bool CanSeek => true;

    public override long Length => source.Length;

    public override long Position
    {
        get => source.Position;
        set => source.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var began = source.Position;
        return Checked(began, buffer.AsSpan(offset, source.Read(buffer, offset, count)));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var began = source.Position;
        var count = await source.ReadAsync(buffer, cancellationToken);
        return Checked(began, buffer.Span[..count]);
    }

    public override long Seek(long offset, SeekOrigin origin) => source.Seek(offset, origin);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Checked(long began, ReadOnlySpan<byte> bytes)
    {
        if (began != _hashed || bytes.IsEmpty) return bytes.Length;
        _hash.AppendData(bytes);
        _hashed += bytes.Length;
        if (_hashed == source.Length && Convert.ToHexStringLower(_hash.GetCurrentHash()) != digest)
            throw new InvalidDataException($"The blob {digest} has other bytes than its name says: what it lies on is damaged. Restore it from a backup.");
        return bytes.Length;
    }
}
