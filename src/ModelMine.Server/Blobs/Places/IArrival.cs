namespace ModelMine.Server.Blobs.Places;

/// <summary>Bytes that arrive piece by piece, perhaps each piece at another server.</summary>
internal interface IArrival
{
    /// <summary>Bytes that arrived, from the first on, without a gap.</summary>
    Task<long> OffsetAsync(CancellationToken cancellation);

    /// <summary>Takes bytes; what arrived stays, even when it breaks off.</summary>
    /// <param name="offset">Where they begin: where the upload stands.</param>
    /// <param name="length">Size of the whole.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Bytes that are there now.</returns>
    Task<long> ReceiveAsync(long offset, long length, Stream body, CancellationToken cancellation);

    /// <summary>Takes what arrived to where complete bytes lie, durably, if it is what was announced; removes it if not.</summary>
    /// <param name="digest">The SHA-256 that was announced.</param>
    /// <param name="to">Name that it gets; there may be the same bytes already.</param>
    /// <exception cref="Shell.RefusedException">422: it has another digest.</exception>
    Task CompleteAsync(string digest, string to);

    /// <summary>Removes what arrived.</summary>
    Task RemoveAsync();
}
