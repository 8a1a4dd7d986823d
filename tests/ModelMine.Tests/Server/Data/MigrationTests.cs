using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;
using ModelMine.Tests.Servers;

namespace ModelMine.Tests.Server.Data;

/// <summary>The tables come to be, and each version's become the next one's with what is in them.</summary>
public abstract class MigrationTests : IAsyncLifetime
{
    public sealed class OnSqlite : MigrationTests
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-migration-").FullName;

        [Fact]
        public async Task LockThatAKilledMigrationLeft_DoesNotKeepTheServerFromStarting()
        {
            await using (var database = Open())
            {
                await database.Database.ExecuteSqlRawAsync("""
                    CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                    INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00')
                    """);
            }

            await Product().MigrateAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20));

            await using var migrated = Open();
            (await migrated.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
        }

        public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

        public override ValueTask DisposeAsync()
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
            return ValueTask.CompletedTask;
        }

        private protected override ModelMineDb Open() => new SqliteModelMineDb(Options<SqliteModelMineDb>().UseSqlite($"Data Source={FileOf}").Options);

        private protected override DatabaseProduct Product() => new SqliteProduct(
            new Contexts<SqliteModelMineDb>(() => (SqliteModelMineDb)Open()),
            Microsoft.Extensions.Options.Options.Create(new ModelMineOptions { DataFolder = _folder }));

        private string FileOf => Path.Combine(_folder, "modelmine.db");
    }

    public sealed class OnPostgres : MigrationTests
    {
        private string _name = "";
        private string _connectionString = "";

        public override async ValueTask InitializeAsync()
        {
            var server = await SharedPostgres.ServerAsync();
            _name = await server.CreateDatabaseAsync();
            _connectionString = server.ConnectionString(_name);
        }

        public override async ValueTask DisposeAsync() => await (await SharedPostgres.ServerAsync()).DropDatabaseAsync(_name);

        private protected override ModelMineDb Open() => new PostgresModelMineDb(Options<PostgresModelMineDb>().UseNpgsql(_connectionString).Options);

        private protected override DatabaseProduct Product() => new PostgresProduct(
            new Contexts<PostgresModelMineDb>(() => (PostgresModelMineDb)Open()), PostgresConnections.Open(_connectionString));
    }

    [Fact]
    public async Task EachEarlierVersion_WithARowInEachTable_BecomesThisOneWithAllOfThem()
    {
        await using var database = Open();
        var versions = database.Database.GetMigrations().ToList();
        versions.Count.ShouldBeGreaterThan(1);
        foreach (var earlier in versions.SkipLast(1))
        {
            await database.Database.EnsureDeletedAsync();
            await database.GetService<IMigrator>().MigrateAsync(earlier);
            var connection = database.Database.GetDbConnection();
            await database.Database.OpenConnectionAsync();
            (await StoredRows.AddAsync(connection, database.Database.IsSqlite())).ShouldBeGreaterThan(15);
            var before = await StoredRows.ReadAsync(connection, database.Database.IsSqlite());

            await database.Database.CloseConnectionAsync();
            await Product().MigrateAsync(TestContext.Current.CancellationToken);

            await database.Database.OpenConnectionAsync();
            var after = await StoredRows.ReadAsync(database.Database.GetDbConnection(), database.Database.IsSqlite());
            await database.Database.CloseConnectionAsync();
            before.Keys.Except(after.Keys).Where(place => !Array.Exists(Renamed, place.EndsWith)).ShouldBeEmpty($"from {earlier}");
            foreach (var place in before.Keys.Intersect(after.Keys)) after[place].ShouldBe(before[place], $"{place} from {earlier}");
        }
    }

    [Fact]
    public async Task FourServersAtOnce_OnAnEmptyDatabase_AllFindTheTablesMade()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Product().MigrateAsync(TestContext.Current.CancellationToken))));

        await using var database = Open();
        (await database.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
        (await database.Wallets.CountAsync()).ShouldBe(3);
    }

    [Fact]
    public async Task Model_IsThatOfTheNewestMigration()
    {
        await using var database = Open();

        database.Database.HasPendingModelChanges().ShouldBeFalse("add a migration, one for each database");
    }

    /// <summary>Columns of earlier versions that have another name now.</summary>
    private static readonly string[] Renamed = ["last_granted_at"];

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    private protected abstract ModelMineDb Open();

    private protected abstract DatabaseProduct Product();

    private static DbContextOptionsBuilder<T> Options<T>() where T : DbContext => new();

    private sealed class Contexts<T>(Func<T> open) : IDbContextFactory<T> where T : DbContext
    {
        public T CreateDbContext() => open();
    }
}
