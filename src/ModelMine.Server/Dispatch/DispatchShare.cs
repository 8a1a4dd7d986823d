using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ModelMine.Server.Dispatch;

/// <summary>When a user was last granted an attempt: users take turns.</summary>
public sealed class DispatchShare
{
    /// <summary>The user.</summary>
    public required string UserId { get; init; }

    /// <summary>When the newest grant was made.</summary>
    public required DateTimeOffset LastGrantedAt { get; init; }
}

internal sealed class DispatchTable : IEntityTypeConfiguration<DispatchShare>
{
    public void Configure(EntityTypeBuilder<DispatchShare> builder) => builder.ToTable("dispatch_shares").HasKey(s => s.UserId);
}
