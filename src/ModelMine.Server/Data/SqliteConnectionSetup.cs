using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ModelMine.Server.Data;

/// <summary>
/// Gives each SQLite connection what the rest relies on: durable commits in write-ahead mode, patience while another
/// connection writes, and <c>now_ms()</c>, the database's clock (in process it is this process's, and a test's fake one).
/// </summary>
internal sealed class SqliteConnectionSetup(TimeProvider time) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SetUp((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SetUp((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    private void SetUp(SqliteConnection connection)
    {
        connection.CreateFunction("now_ms", () => time.GetUtcNow().ToUnixTimeMilliseconds());
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON;";
        command.ExecuteNonQuery();
    }
}
