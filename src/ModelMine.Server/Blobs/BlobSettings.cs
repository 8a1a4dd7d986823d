using ModelMine.Server.Shell;

namespace ModelMine.Server.Blobs;

/// <summary>The places that bytes can lie in.</summary>
public enum BlobKind
{
    /// <summary>A folder; several servers share it by whatever shares folders.</summary>
    Folder,

    /// <summary>A bucket of an S3-compatible store.</summary>
    S3,
}

/// <summary>Where weights, snapshots and data sets lie; in the same section as <see cref="ModelMineOptions"/>.</summary>
public sealed class BlobSettings
{
    /// <summary><c>folder</c> or <c>s3</c>.</summary>
    public BlobKind Blobs { get; set; }

    /// <summary>The folder; <c>blobs</c> in the data folder when left out. Servers of a cluster need one that they share.</summary>
    public string? BlobFolder { get; set; }
}
