namespace ModelMine.Server.Blobs.Places;

/// <summary>Bytes as a file on this machine; dispose to give it back.</summary>
/// <param name="path">The file.</param>
/// <param name="isOwn">Whether it goes when it is given back.</param>
public sealed class LocalCopy(string path, bool isOwn) : IDisposable
{
    /// <summary>Opens the file, from its beginning.</summary>
    public Stream OpenRead() => File.OpenRead(path);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isOwn) File.Delete(path);
    }
}
