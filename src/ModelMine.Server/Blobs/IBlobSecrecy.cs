namespace ModelMine.Server.Blobs;

/// <summary>Says which blobs not every node may read.</summary>
public interface IBlobSecrecy
{
    /// <summary>Whether a node may read a blob now.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="digest">SHA-256 of the blob.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<bool> MayReadAsync(string nodeId, string digest, CancellationToken cancellation);
}
