using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ModelMine.Server.Datasets;

internal sealed class DatasetTables : IEntityTypeConfiguration<Dataset>, IEntityTypeConfiguration<DatasetBlob>
{
    public void Configure(EntityTypeBuilder<Dataset> builder)
    {
        builder.ToTable("datasets").HasKey(d => d.Id);
        builder.HasIndex(d => new { d.UserId, d.FoldedName, d.Version }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<DatasetBlob> builder)
    {
        builder.ToTable("dataset_blobs").HasKey(b => new { b.DatasetId, b.Digest });
        builder.HasIndex(b => b.Digest);
    }
}
