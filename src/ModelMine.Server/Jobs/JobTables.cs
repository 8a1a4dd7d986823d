using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ModelMine.Server.Jobs;

internal sealed class JobTables :
    IEntityTypeConfiguration<Job>, IEntityTypeConfiguration<Attempt>, IEntityTypeConfiguration<Contribution>,
    IEntityTypeConfiguration<StoredJobEvent>, IEntityTypeConfiguration<IdempotencyKey>
{
    public void Configure(EntityTypeBuilder<Job> builder)
    {
        builder.ToTable("jobs").HasKey(j => j.Id);
        builder.HasIndex(j => new { j.UserId, j.CreatedAt, j.Id });
        // A claim looks at the first of each lane: memory and backoff lie in the index, so that it reads no rows that it cannot take.
        builder.HasIndex(j => new { j.Status, j.Lane, j.RankedAt, j.Id, j.MemoryMiB, j.NotBefore });
        builder.HasIndex(j => new { j.Status, j.Lane, j.Priority });
        builder.HasIndex(j => new { j.UserId, j.Status, j.RankedAt });
        builder.HasIndex(j => j.SnapshotDigest);
        builder.HasIndex(j => j.WeightsDigest);
        builder.HasIndex(j => j.DatasetId);
    }

    public void Configure(EntityTypeBuilder<Attempt> builder)
    {
        builder.ToTable("attempts").HasKey(a => a.Id);
        builder.HasIndex(a => new { a.JobId, a.Number }).IsUnique();
        builder.HasIndex(a => new { a.JobId, a.LeaseEpoch }).IsUnique();
        builder.HasIndex(a => new { a.NodeId, a.Status });
    }

    public void Configure(EntityTypeBuilder<Contribution> builder)
    {
        builder.ToTable("contributions").HasKey(c => c.AttemptId);
        builder.HasIndex(c => c.JobId);
        builder.HasIndex(c => c.NodeId);
    }

    public void Configure(EntityTypeBuilder<StoredJobEvent> builder)
    {
        builder.ToTable("job_events").HasKey(e => new { e.JobId, e.Seq });
        builder.HasIndex(e => new { e.JobId, e.FirstLogLine });
    }

    public void Configure(EntityTypeBuilder<IdempotencyKey> builder) =>
        builder.ToTable("idempotency_keys").HasKey(k => new { k.UserId, k.Key });
}
