using System.Data.Common;
using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore.Storage;

namespace ModelMine.Server.Data;

/// <summary>
/// Commits some writes as one transaction. A write that throws must undo its own statements only: so each runs behind a
/// savepoint, and inserts its own events. Where the database is reached by a network, that costs every write two round trips for
/// the sake of the few that throw: there the group first runs without, and once more with savepoints when one throws.
/// </summary>
/// <param name="product">The database.</param>
internal sealed class WriteGroup(DatabaseProduct product)
{
    private const string Savepoint = "one_write";

    /// <summary>How many groups run behind savepoints at once after one in which a write threw: others may follow.</summary>
    private const int CarefulGroups = 20;

    private int _careful;

    /// <summary>Runs and commits the writes. Throws when nothing was committed, or when that cannot be known.</summary>
    /// <param name="writes">The writes, in order.</param>
    /// <returns>The scopes of those that did not throw.</returns>
    /// <exception cref="UnknownOutcomeException">The connection broke during the commit.</exception>
    public async Task<IReadOnlyList<WriteScope>> CommitAsync(IReadOnlyList<PendingWrite> writes)
    {
        if (product.HasOtherWriters && _careful-- <= 0)
        {
            _careful = 0;
            if (await TryCommitAsync(writes, RunTrustingAsync, TryInsertEventsAsync) is { } all) return all;
            _careful = CarefulGroups;
        }

        return await TryCommitAsync(writes, RunBehindSavepointAsync, (_, _) => Task.FromResult(true)) ?? [];
    }

    /// <summary>Null when a write threw that nothing but the end of the transaction could undo.</summary>
    private async Task<List<WriteScope>?> TryCommitAsync(
        IReadOnlyList<PendingWrite> writes, Func<ModelMineDb, IDbContextTransaction, PendingWrite, Task<(WriteScope? Scope, bool Spoiled)>> run,
        Func<ModelMineDb, IReadOnlyList<WriteScope>, Task<bool>> finish)
    {
        await using var database = product.CreateDbContext();
        database.Database.AutoSavepointsEnabled = false;
        await using var transaction = await database.Database.BeginTransactionAsync();
        if (writes.Any(write => write.TakesTurn)) await product.TakeTurnAsync(database);
        var scopes = new List<WriteScope>(writes.Count);
        foreach (var write in writes)
        {
            if (write.GiveUpIfCanceled()) continue;
            var (scope, spoiled) = await run(database, transaction, write);
            if (spoiled) return null;
            if (scope is not null) scopes.Add(scope);
        }

        if (!await finish(database, scopes)) return null;
        try
        {
            await transaction.CommitAsync();
        }
        catch (Exception error) when (DatabaseFaults.IsUnavailable(error) && !DatabaseFaults.IsFull(error))
        {
            throw new UnknownOutcomeException(error);
        }

        return scopes;
    }

    private static async Task<(WriteScope? Scope, bool Spoiled)> RunTrustingAsync(ModelMineDb database, IDbContextTransaction transaction, PendingWrite write)
    {
        var scope = new WriteScope(database);
        var error = await write.RunAsync(scope, insertsEvents: false);
        if (error is not null && DatabaseFaults.EndsTransaction(error)) ExceptionDispatchInfo.Throw(error);
        database.ChangeTracker.Clear();
        return (scope, Spoiled: error is not null);
    }

    /// <summary>Inserts the events of all writes at once. False when that failed, and it is not known for whose.</summary>
    private static async Task<bool> TryInsertEventsAsync(ModelMineDb database, IReadOnlyList<WriteScope> scopes)
    {
        try
        {
            await EventRows.InsertAsync(database, [.. scopes.SelectMany(scope => scope.Events)]);
            return true;
        }
        catch (DbException error) when (!DatabaseFaults.EndsTransaction(error))
        {
            return false;
        }
    }

    /// <summary>Runs one write, once more when another server was quicker. No scope when it threw: then its statements are undone.</summary>
    private static async Task<(WriteScope? Scope, bool Spoiled)> RunBehindSavepointAsync(ModelMineDb database, IDbContextTransaction transaction, PendingWrite write)
    {
        for (var again = false; ; again = true)
        {
            var scope = new WriteScope(database);
            await transaction.CreateSavepointAsync(Savepoint);
            var error = await write.RunAsync(scope, insertsEvents: true);
            if (error is not null && DatabaseFaults.EndsTransaction(error)) ExceptionDispatchInfo.Throw(error);
            if (error is not null) await transaction.RollbackToSavepointAsync(Savepoint);
            await transaction.ReleaseSavepointAsync(Savepoint);
            database.ChangeTracker.Clear();
            if (error is null) return (scope, false);
            if (again || !DatabaseFaults.IsOutrun(error)) return (null, false);
        }
    }
}
