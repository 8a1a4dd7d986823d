namespace ModelMine.Simulator.Net;

/// <summary>Bytes named by their digests, which all servers reach and which no server's death harms.</summary>
internal sealed class BlobShelf
{
    private readonly Dictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);

    /// <summary>The bytes; null when they never arrived whole.</summary>
    public byte[]? Find(string digest) => _blobs.GetValueOrDefault(digest);

    /// <summary>Takes bytes in.</summary>
    public void Add(string digest, byte[] bytes) => _blobs[digest] = bytes;
}
