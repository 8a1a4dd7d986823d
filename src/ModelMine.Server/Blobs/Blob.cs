using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ModelMine.Server.Blobs;

/// <summary>Bytes that lie complete and verified in the blob store.</summary>
public sealed class Blob
{
    /// <summary>SHA-256, lower-case hex: its name.</summary>
    public required string Digest { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>When it was complete.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a sweep began to remove it; null while it is there.</summary>
    public DateTimeOffset? RemovedAt { get; init; }
}

internal sealed class BlobTable : IEntityTypeConfiguration<Blob>
{
    public void Configure(EntityTypeBuilder<Blob> builder) => builder.ToTable("blobs").HasKey(b => b.Digest);
}
