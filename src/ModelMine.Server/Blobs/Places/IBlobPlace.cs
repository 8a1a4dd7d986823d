namespace ModelMine.Server.Blobs.Places;

/// <summary>Where bytes lie. Names are those of <see cref="BlobNames"/>. Several servers may use one place at the same time.</summary>
internal interface IBlobPlace
{
    /// <summary>Size of what lies complete under a name; null when nothing does.</summary>
    Task<long?> SizeAsync(string name, CancellationToken cancellation);

    /// <summary>Opens what lies there, from its beginning; it can seek. What is gone is noticed when it is read.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="size">Its size.</param>
    Stream Open(string name, long size);

    /// <summary>Removes it; nothing when it is not there.</summary>
    Task RemoveAsync(string name);

    /// <summary>An upload under way.</summary>
    IArrival Arrival(string name);

    /// <summary>Gives complete bytes another name, under which there may be the same bytes already.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="digest">Their SHA-256.</param>
    /// <param name="to">Their new one.</param>
    Task MoveAsync(string name, string digest, string to);

    /// <summary>Lends complete bytes as a file on this machine, for programs that read here and there.</summary>
    Task<LocalCopy> CopyAsync(string name, CancellationToken cancellation);

    /// <summary>Removes what nobody has gone on with below <see cref="BlobNames.Partial"/>.</summary>
    /// <param name="before">Of what was last written before.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What could not be removed, with the reason.</returns>
    Task<IReadOnlyList<string>> RemoveAbandonedAsync(DateTimeOffset before, CancellationToken cancellation);
}
