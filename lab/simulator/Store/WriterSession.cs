using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ModelMine.Simulator.Judging;
using ModelMine.Simulator.Kernel;
using ModelMine.Simulator.Story;
using Npgsql;
using SQLitePCL;

namespace ModelMine.Simulator.Store;

/// <summary>
/// The connection that a server writes by. Where several servers write, their transactions interleave as READ COMMITTED lets
/// them: until a transaction changes something, others commit between its statements, and each of its reads sees what was
/// committed last; from its first change to its commit it runs in one step, as if it held the rows that others ask for.
/// For that, the transaction below is begun only at the first change. Connections break, before, during and after a commit;
/// and a transaction may be told that it collided.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="server">The server.</param>
/// <param name="connection">Its connection.</param>
/// <param name="paths">What came to pass.</param>
internal sealed class WriterSession(SimulatedDatabase database, Actor server, SqliteConnection connection, Paths paths)
    : DbCommandInterceptor, IDbTransactionInterceptor
{
    /// <summary>What only a settlement asks.</summary>
    private const string LookOfSettlement = "n.public_key AS";

    private readonly Weather _weather = database.Weather;
    private bool _inSavepoint;
    private bool _suspended;
    private bool _wrote;
    private StaleHead? _head;

    public bool HasOthers => _weather.Servers > 1;

    /// <summary>The story is over: the driver may end the transaction that it thinks it has.</summary>
    public void End() => Resume();

    public async Task TakeTurnAsync()
    {
        if (!HasOthers || !_weather.KeepsTurns) return;
        await database.Turns.TakeAsync(server);
        if (database.IsDown) throw Break();
    }

    ValueTask<InterceptionResult<DbTransaction>> IDbTransactionInterceptor.TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken)
    {
        (_inSavepoint, _suspended, _wrote) = (false, false, false);
        return database.IsDown ? throw Breakage.Unavailable() : ValueTask.FromResult(result);
    }

    ValueTask<DbTransaction> IDbTransactionInterceptor.TransactionStartedAsync(
        DbConnection began, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken)
    {
        if (HasOthers && !_weather.KeepsTurns) _head = new StaleHead(connection);
        Suspend();
        return ValueTask.FromResult(result);
    }

    Task IDbTransactionInterceptor.CreatedSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken)
    {
        _inSavepoint = true;
        // Outside of a transaction a savepoint begins one.
        if (_suspended) Tell("COMMIT");
        return Task.CompletedTask;
    }

    ValueTask<InterceptionResult> IDbTransactionInterceptor.RollingBackToSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken) => GoOn(result);

    ValueTask<InterceptionResult> IDbTransactionInterceptor.ReleasingSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken) => GoOn(result);

    Task IDbTransactionInterceptor.ReleasedSavepointAsync(DbTransaction transaction, TransactionEventData eventData, CancellationToken cancellationToken)
    {
        _inSavepoint = false;
        Suspend();
        return Task.CompletedTask;
    }

    ValueTask<InterceptionResult> IDbTransactionInterceptor.TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken)
    {
        Resume();
        if (!server.Scheduler.Chance(_weather.CommitsBroken)) return ValueTask.FromResult(result);
        var stored = server.Scheduler.Chance(0.5);
        paths.Count(stored ? "commit broke, stored" : "commit broke, undone");
        server.Note(stored ? "commit broke, stored" : "commit broke, undone");
        if (stored) Tell("COMMIT; BEGIN");
        throw Break();
    }

    Task IDbTransactionInterceptor.TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken)
    {
        database.Turns.Release(server);
        return Task.CompletedTask;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await BeforeAsync(command);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await BeforeAsync(command);
        return result;
    }

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default) =>
        Breakage.Duplicate(eventData.Exception) is { } duplicate ? throw duplicate : Task.CompletedTask;

    private async ValueTask BeforeAsync(DbCommand command)
    {
        if (database.IsDown) throw Break();
        if (server.Scheduler.Chance(_weather.Collisions))
        {
            paths.Count("collided");
            server.Note("collided");
            Resume();
            database.Turns.Release(server);
            throw Breakage.Collision();
        }

        database.Weakness.WeakenStatement(command);
        if (IsChange(command.CommandText))
        {
            Resume();
            _wrote = true;
            if (command.CommandText.Contains("ledger_head", StringComparison.Ordinal)) _head = null;
            return;
        }

        if (_head?.Replace(command) == true)
        {
            paths.Count("head read before another server's block");
            server.Note("reads an old head");
            _head = null;
        }

        if (!_suspended || Pause(command.CommandText) is not { } pause) return;
        await Task.Delay(pause, server.Clock).ConfigureAwait(false);
        if (database.IsDown) throw Break();
    }

    /// <summary>How long others go first; null for not at all.</summary>
    private TimeSpan? Pause(string look)
    {
        // Two settlements at the same moment are rare, and the ledger's head is what they would fight for.
        if (_head is not null && look.Contains(LookOfSettlement, StringComparison.Ordinal) && server.Scheduler.Chance(0.5)) return server.Scheduler.Span(100, 3_000);
        return server.Scheduler.Chance(_weather.Pauses) ? _weather.Pause(server.Scheduler) : null;
    }

    private ValueTask<InterceptionResult> GoOn(InterceptionResult result)
    {
        Resume();
        return ValueTask.FromResult(result);
    }

    /// <summary>The connection is gone, and the transaction with it.</summary>
    private NpgsqlException Break()
    {
        Resume();
        database.Turns.Release(server);
        return Breakage.Unavailable();
    }

    private void Suspend()
    {
        if (!HasOthers || _wrote || _suspended) return;
        Tell("COMMIT");
        _suspended = true;
    }

    private void Resume()
    {
        if (!_suspended) return;
        _suspended = false;
        Tell(_inSavepoint ? "BEGIN IMMEDIATE; SAVEPOINT one_write" : "BEGIN IMMEDIATE");
    }

    /// <summary>Past the driver, which shall not know.</summary>
    private void Tell(string sql)
    {
        if (raw.sqlite3_exec(connection.Handle, sql) != raw.SQLITE_OK)
            throw new InvalidOperationException($"{sql}: {raw.sqlite3_errmsg(connection.Handle).utf8_to_string()}");
    }

    private static bool IsChange(string sql)
    {
        var text = sql.AsSpan().TrimStart();
        return !text.StartsWith("SELECT", StringComparison.Ordinal) && !text.StartsWith("WITH", StringComparison.Ordinal);
    }
}
