using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ModelMine.Server.Dispatch;

/// <summary>When a user last had a machine: users take turns.</summary>
public sealed class DispatchShare
{
    /// <summary>The user.</summary>
    public required string UserId { get; init; }

    /// <summary>When one of the user's attempts was last granted, or ended.</summary>
    public required DateTimeOffset LastServedAt { get; init; }
}

internal sealed class DispatchTable : IEntityTypeConfiguration<DispatchShare>
{
    public void Configure(EntityTypeBuilder<DispatchShare> builder) => builder.ToTable("dispatch_shares").HasKey(s => s.UserId);
}
