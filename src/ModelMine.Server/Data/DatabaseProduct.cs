using Microsoft.EntityFrameworkCore;

namespace ModelMine.Server.Data;

/// <summary>What each database product does in its own way. All else is one text for both.</summary>
internal abstract class DatabaseProduct : IDbContextFactory<ModelMineDb>
{
    /// <summary>Whether other servers may write at the same time.</summary>
    public abstract bool HasOtherWriters { get; }

    /// <inheritdoc/>
    public abstract ModelMineDb CreateDbContext();

    /// <summary>
    /// Waits inside a transaction until no other server changes rows that jobs of many users share: the escrow, the head of
    /// the ledger, the users' turns. The turn ends with the transaction.
    /// </summary>
    /// <param name="database">The open transaction.</param>
    public abstract Task TakeTurnAsync(ModelMineDb database);

    /// <summary>Brings the tables to this version, also when several servers start at the same time. Keeps what is in them.</summary>
    /// <param name="cancellation">Gives up.</param>
    public abstract Task MigrateAsync(CancellationToken cancellation);
}
