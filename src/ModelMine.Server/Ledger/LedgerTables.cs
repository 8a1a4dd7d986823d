using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ModelMine.Server.Ledger;

internal sealed class LedgerTables : IEntityTypeConfiguration<LedgerBlock>, IEntityTypeConfiguration<LedgerHead>
{
    public void Configure(EntityTypeBuilder<LedgerBlock> builder)
    {
        builder.ToTable("ledger_blocks").HasKey(b => b.Height);
        builder.Property(b => b.Height).ValueGeneratedNever();
        builder.HasIndex(b => b.JobId).IsUnique();
        builder.HasIndex(b => b.Hash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<LedgerHead> builder)
    {
        builder.ToTable("ledger_head").HasKey(h => h.Id);
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.HasData(new LedgerHead { Id = 1, Height = 0, Hash = new string('0', 64) });
    }
}
