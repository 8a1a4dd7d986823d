using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ModelMine.Server.Nodes;

internal sealed class NodeTables : IEntityTypeConfiguration<Node>, IEntityTypeConfiguration<StoredEnrolmentCode>
{
    public void Configure(EntityTypeBuilder<Node> builder)
    {
        builder.ToTable("nodes").HasKey(n => n.Id);
        builder.HasIndex(n => n.TokenHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<StoredEnrolmentCode> builder) =>
        builder.ToTable("enrolment_codes").HasKey(c => c.CodeHash);
}
