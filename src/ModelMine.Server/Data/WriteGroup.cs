using System.Runtime.ExceptionServices;
using Microsoft.EntityFrameworkCore.Storage;

namespace ModelMine.Server.Data;

/// <summary>Commits some writes as one transaction, each behind a savepoint of its own.</summary>
/// <param name="product">The database.</param>
internal sealed class WriteGroup(DatabaseProduct product)
{
    private const string Savepoint = "one_write";

    /// <summary>Runs and commits the writes. Throws when nothing was committed, or when that cannot be known.</summary>
    /// <param name="writes">The writes, in order.</param>
    /// <returns>The scopes of those that did not throw.</returns>
    /// <exception cref="UnknownOutcomeException">The connection broke during the commit.</exception>
    public async Task<IReadOnlyList<WriteScope>> CommitAsync(IReadOnlyList<PendingWrite> writes)
    {
        await using var database = product.CreateDbContext();
        database.Database.AutoSavepointsEnabled = false;
        await using var transaction = await database.Database.BeginTransactionAsync();
        if (writes.Any(write => write.TakesTurn)) await product.TakeTurnAsync(database);
        var scopes = new List<WriteScope>();
        foreach (var write in writes)
        {
            if (!write.GiveUpIfCanceled() && await RunAsync(database, transaction, write) is { } scope) scopes.Add(scope);
        }

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

    /// <summary>Runs one write, once more when another server was quicker. Null when it threw: then its statements are undone.</summary>
    private static async Task<WriteScope?> RunAsync(ModelMineDb database, IDbContextTransaction transaction, PendingWrite write)
    {
        for (var again = false; ; again = true)
        {
            var scope = new WriteScope(database);
            await transaction.CreateSavepointAsync(Savepoint);
            var error = await write.RunAsync(scope);
            if (error is not null && DatabaseFaults.EndsTransaction(error)) ExceptionDispatchInfo.Throw(error);
            if (error is not null) await transaction.RollbackToSavepointAsync(Savepoint);
            await transaction.ReleaseSavepointAsync(Savepoint);
            database.ChangeTracker.Clear();
            if (error is null) return scope;
            if (again || !DatabaseFaults.IsOutrun(error)) return null;
        }
    }
}
