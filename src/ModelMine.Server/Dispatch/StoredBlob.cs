using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Dispatch;

internal static class StoredBlob
{
    /// <summary>Refuses a reference to bytes that did not arrive whole, and keeps sweeps of any server away until the reference stands.</summary>
    public static async Task RequireAsync(WriteScope scope, string digest, long size, string what)
    {
        var stored = await scope.QueryAsync<long>($"""
            UPDATE blobs SET created_at = now_ms() WHERE digest = {digest} AND removed_at IS NULL RETURNING size AS "Value"
            """);
        if (stored.Count == 0)
            throw new RefusedException(422, "blob_missing", $"The {what}'s bytes are not in the blob store.", "Upload them first, then send this again.");
        if (stored[0] != size)
            throw new RefusedException(422, "blob_size", $"The {what} has {stored[0]} bytes, not {size}.", "Send its true size.");
    }
}
