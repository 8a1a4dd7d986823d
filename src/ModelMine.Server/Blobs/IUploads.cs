namespace ModelMine.Server.Blobs;

/// <summary>Takes files piece by piece, each under the SHA-256 that it is announced with.</summary>
public interface IUploads
{
    /// <summary>How far an upload is.</summary>
    /// <param name="senderId">Who uploads.</param>
    /// <param name="digest">SHA-256 of the whole.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether the file is complete, and the bytes received.</returns>
    Task<(bool Complete, long Offset)> StateAsync(string senderId, string digest, CancellationToken cancellation);

    /// <summary>Appends the next bytes; with the last ones the file is verified and becomes complete.</summary>
    /// <param name="senderId">Who uploads.</param>
    /// <param name="digest">SHA-256 of the whole.</param>
    /// <param name="offset">Where the bytes begin.</param>
    /// <param name="length">Size of the whole.</param>
    /// <param name="body">The bytes; what arrived stays, even when it breaks off.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether the bytes began where the upload stood, and where it stands now.</returns>
    /// <exception cref="Shell.RefusedException">Too large, more bytes than announced, another digest, or the disk is full.</exception>
    Task<(bool InPlace, long Offset)> AppendAsync(string senderId, string digest, long offset, long length, Stream body, CancellationToken cancellation);
}
