using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ModelMine.CommitBench;

/// <summary>Counts what one server's writer commits. Each write has a savepoint of its own, so that savepoints are writes.</summary>
internal sealed class CommitCount : DbCommandInterceptor, IDbTransactionInterceptor
{
    private long _commits;
    private long _writes;
    private long _undone;

    /// <summary>Transactions that were committed.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Writes that were run, those that were undone and run again included.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>Transactions that were rolled back whole, because servers stood in each other's way.</summary>
    public long Undone => Interlocked.Read(ref _undone);

    Task IDbTransactionInterceptor.TransactionCommittedAsync(System.Data.Common.DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _commits);
        return Task.CompletedTask;
    }

    Task IDbTransactionInterceptor.TransactionRolledBackAsync(System.Data.Common.DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _undone);
        return Task.CompletedTask;
    }

    Task IDbTransactionInterceptor.CreatedSavepointAsync(System.Data.Common.DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _writes);
        return Task.CompletedTask;
    }
}
