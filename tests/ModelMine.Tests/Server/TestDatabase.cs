using ModelMine.Server.Shell;
using ModelMine.Tests.Servers;

namespace ModelMine.Tests.Server;

/// <summary>
/// The database of one test: a file in its folder, or a database of its own in PostgreSQL. Where a test does not say which,
/// the environment variable <c>MODELMINE_TEST_STORAGE</c> does (<c>sqlite</c> or <c>postgres</c>); SQLite when it is not set.
/// </summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string? _name;

    private TestDatabase(string? name, string? connectionString) => (_name, ConnectionString) = (name, connectionString);

    public StorageProduct Product => _name is null ? StorageProduct.Sqlite : StorageProduct.Postgres;

    /// <summary>How to reach it, if it is PostgreSQL.</summary>
    public string? ConnectionString { get; }

    private static StorageProduct Default =>
        Environment.GetEnvironmentVariable("MODELMINE_TEST_STORAGE") is { Length: > 0 } word ? Enum.Parse<StorageProduct>(word, ignoreCase: true) : StorageProduct.Sqlite;

    public static async Task<TestDatabase> CreateAsync(StorageProduct? product = null)
    {
        if ((product ?? Default) == StorageProduct.Sqlite) return new TestDatabase(null, null);
        var name = await SharedPostgres.CreateDatabaseAsync();
        return new TestDatabase(name, $"{(await SharedPostgres.ServerAsync()).ConnectionString(name)};Maximum Pool Size=10");
    }

    public async ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_name is not null) await (await SharedPostgres.ServerAsync()).DropDatabaseAsync(_name);
    }
}
