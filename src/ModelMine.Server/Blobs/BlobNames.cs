namespace ModelMine.Server.Blobs;

/// <summary>What bytes are called where they lie: paths in a folder, keys in an object store.</summary>
internal static class BlobNames
{
    /// <summary>Where bytes lie that do not belong to the store yet.</summary>
    public const string Partial = "partial";

    /// <summary>A blob.</summary>
    public static string Of(string digest) => $"{digest[..2]}/{digest}";

    /// <summary>An upload under way: each sender has its own, so that none can spoil another's.</summary>
    public static string Arrival(string senderId, string digest) => $"{Partial}/{digest}.{senderId}";

    /// <summary>A user's upload that is complete and waits to become part of a data set.</summary>
    public static string Whole(string senderId, string digest) => $"{Arrival(senderId, digest)}.whole";
}
