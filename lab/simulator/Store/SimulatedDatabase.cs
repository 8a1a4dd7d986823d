using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using ModelMine.Server.Data;
using ModelMine.Simulator.Kernel;
using ModelMine.Simulator.Story;
using SQLitePCL;

namespace ModelMine.Simulator.Store;

/// <summary>
/// The one database that all servers write to: real SQL on real tables, in memory, and its clock is the scheduler's.
/// </summary>
internal sealed class SimulatedDatabase : IDisposable
{
    private static SqliteConnection? _template;
    private static int _count;

    private readonly Scheduler _scheduler;
    private readonly string _connectionString;
    private readonly SqliteConnection _keeper;
    private readonly SqliteConnection _judges;

    private SimulatedDatabase(Scheduler scheduler, string connectionString, SqliteConnection keeper, Weather weather, Weakness weakness)
    {
        (_scheduler, _connectionString, _keeper, Weather, Weakness) = (scheduler, connectionString, keeper, weather, weakness);
        _judges = Open();
        Contexts = Pool(_judges);
    }

    public Weather Weather { get; }

    public Weakness Weakness { get; }

    /// <summary>Whether it answers nobody now.</summary>
    public bool IsDown { get; set; }

    /// <summary>Whose turn it is to write rows that jobs of many users share.</summary>
    public Turns Turns { get; } = new();

    /// <summary>Reads it past all faults: for whoever judges.</summary>
    public PooledDbContextFactory<SqliteModelMineDb> Contexts { get; }

    /// <summary>A new database with the tables of this version.</summary>
    public static async Task<SimulatedDatabase> CreateAsync(Scheduler scheduler, Weather weather, Weakness weakness)
    {
        _template ??= await MigrateAsync();
        var connectionString = ConnectionString($"story{++_count}");
        var keeper = new SqliteConnection(connectionString);
        keeper.Open();
        _template.BackupDatabase(keeper);
        weakness.WeakenTables(keeper);
        return new SimulatedDatabase(scheduler, connectionString, keeper, weather, weakness);
    }

    /// <summary>A connection of its own.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.CreateFunction("now_ms", () => (ActorClock.Beginning + _scheduler.Now).ToUnixTimeMilliseconds());
        return connection;
    }

    /// <summary>Contexts on a connection.</summary>
    public static PooledDbContextFactory<SqliteModelMineDb> Pool(SqliteConnection connection, params IInterceptor[] interceptors) =>
        new(new DbContextOptionsBuilder<SqliteModelMineDb>().UseSqlite(connection).AddInterceptors(interceptors).EnableThreadSafetyChecks(false).Options);

    /// <summary>The ledger's head as a connection sees it now: with what its own transaction did.</summary>
    public static (long Height, string Hash) Head(SqliteConnection connection)
    {
        raw.sqlite3_prepare_v2(connection.Handle, "SELECT height, hash FROM ledger_head", out var look);
        using (look)
        {
            if (raw.sqlite3_step(look) != raw.SQLITE_ROW) throw new InvalidOperationException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string());
            return (raw.sqlite3_column_int64(look, 0), raw.sqlite3_column_text(look, 1).utf8_to_string());
        }
    }

    /// <summary>Whether any job waits or runs.</summary>
    public bool HasOpenJobs()
    {
        using var command = new SqliteCommand("SELECT EXISTS (SELECT 1 FROM jobs WHERE status IN ('PENDING', 'RUNNING'))", _keeper);
        return command.ExecuteScalar() is 1L;
    }

    public void Dispose()
    {
        _judges.Dispose();
        _keeper.Dispose();
    }

    private static async Task<SqliteConnection> MigrateAsync()
    {
        var connection = new SqliteConnection(ConnectionString("template"));
        connection.Open();
        await using var database = Pool(connection).CreateDbContext();
        await database.Database.MigrateAsync();
        return connection;
    }

    private static string ConnectionString(string name) => $"Data Source=file:/{name}?vfs=memdb;Pooling=False;Default Timeout=1";
}
