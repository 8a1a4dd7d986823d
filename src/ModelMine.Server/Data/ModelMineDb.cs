using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Core.Datasets;
using ModelMine.Server.Accounts;
using ModelMine.Server.Blobs;
using ModelMine.Server.Datasets;
using ModelMine.Server.Jobs;
using ModelMine.Server.Ledger;
using ModelMine.Server.Nodes;
using ModelMine.Server.Shell.Protection;
using ModelMine.Server.Tokens;

namespace ModelMine.Server.Data;

/// <summary>
/// The database, the only truth. Read through it anywhere; write only through <see cref="GroupCommit"/>.
/// Each database product has a type of its own below this one, so that each keeps its own migrations.
/// </summary>
/// <param name="options">How to reach it.</param>
public abstract class ModelMineDb(DbContextOptions options) : IdentityUserContext<User, string>(options)
{
    /// <summary>Personal access tokens.</summary>
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();

    /// <summary>Jobs.</summary>
    public DbSet<Job> Jobs => Set<Job>();

    /// <summary>Attempts.</summary>
    public DbSet<Attempt> Attempts => Set<Attempt>();

    /// <summary>Contributions.</summary>
    public DbSet<Contribution> Contributions => Set<Contribution>();

    /// <summary>The jobs' event logs.</summary>
    public DbSet<StoredJobEvent> JobEvents => Set<StoredJobEvent>();

    /// <summary>Idempotency keys of submits.</summary>
    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();

    /// <summary>Nodes.</summary>
    public DbSet<Node> Nodes => Set<Node>();

    /// <summary>Enrolment codes.</summary>
    public DbSet<StoredEnrolmentCode> EnrolmentCodes => Set<StoredEnrolmentCode>();

    /// <summary>Wallets.</summary>
    public DbSet<Wallet> Wallets => Set<Wallet>();

    /// <summary>Transfers.</summary>
    public DbSet<Transfer> Transfers => Set<Transfer>();

    /// <summary>Stakes.</summary>
    public DbSet<Stake> Stakes => Set<Stake>();

    /// <summary>Blocks of the ledger.</summary>
    public DbSet<LedgerBlock> LedgerBlocks => Set<LedgerBlock>();

    /// <summary>The ledger's newest block, one row.</summary>
    public DbSet<LedgerHead> LedgerHead => Set<LedgerHead>();

    /// <summary>Users' own data sets.</summary>
    public DbSet<Dataset> Datasets => Set<Dataset>();

    /// <summary>Their files.</summary>
    public DbSet<DatasetBlob> DatasetBlobs => Set<DatasetBlob>();

    /// <summary>Complete blobs.</summary>
    public DbSet<Blob> Blobs => Set<Blob>();

    /// <summary>Keys of sessions and forms, where servers share them.</summary>
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(ModelMineDb).Assembly);
        builder.UseSnakeCaseNames();
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
        configurationBuilder.Properties<JobStatus>().HaveConversion<UpperSnakeConverter<JobStatus>>();
        configurationBuilder.Properties<AttemptStatus>().HaveConversion<UpperSnakeConverter<AttemptStatus>>();
        configurationBuilder.Properties<DatasetKind>().HaveConversion<UpperSnakeConverter<DatasetKind>>();
        configurationBuilder.Properties<JobEventType>().HaveConversion<UpperSnakeConverter<JobEventType>>();
    }
}
