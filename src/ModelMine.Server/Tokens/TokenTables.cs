using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ModelMine.Server.Tokens;

internal sealed class TokenTables : IEntityTypeConfiguration<Wallet>, IEntityTypeConfiguration<Transfer>, IEntityTypeConfiguration<Stake>
{
    public void Configure(EntityTypeBuilder<Wallet> builder)
    {
        builder.ToTable("wallets", table => table.HasCheckConstraint("never_below_zero", "balance >= 0 OR id = 'issuance'"));
        builder.HasKey(w => w.Id);
        builder.HasData(
            new Wallet { Id = Wallet.Issuance, Balance = 0 },
            new Wallet { Id = Wallet.Escrow, Balance = 0 },
            new Wallet { Id = Wallet.Network, Balance = 0 });
    }

    public void Configure(EntityTypeBuilder<Transfer> builder)
    {
        builder.ToTable("transfers", table => table.HasCheckConstraint("above_zero", "amount > 0"));
        builder.HasKey(t => t.Id);
        builder.HasIndex(t => t.Key).IsUnique();
        builder.HasIndex(t => t.JobId);
        builder.HasIndex(t => new { t.FromWallet, t.Id });
        builder.HasIndex(t => new { t.ToWallet, t.Id });
    }

    public void Configure(EntityTypeBuilder<Stake> builder) => builder.ToTable("stakes").HasKey(s => s.JobId);
}
