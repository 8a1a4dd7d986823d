using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Data;
using ModelMine.Tests.Servers;

[assembly: AssemblyFixture(typeof(SharedPostgres))]

namespace ModelMine.Tests.Servers;

/// <summary>
/// One PostgreSQL for all tests of this process, started when the first one asks for it. Each test gets a database of its
/// own, copied from one that was migrated once. It does not wait for the disk: no test here pulls the plug.
/// </summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Server = new(() => PostgresServer.StartAsync("fsync=off", "max_connections=300"));
    private static readonly Lazy<Task<string>> Template = new(MigrateTemplateAsync);
    private static readonly SemaphoreSlim OneCopy = new(1, 1);

    internal static Task<PostgresServer> ServerAsync() => Server.Value;

    /// <summary>A database with this version's tables and nothing else in them.</summary>
    /// <returns>Its name.</returns>
    internal static async Task<string> CreateDatabaseAsync()
    {
        var (server, template) = (await Server.Value, await Template.Value);

        // A template that is being copied cannot be copied a second time.
        await OneCopy.WaitAsync();
        try
        {
            return await server.CreateDatabaseAsync(template);
        }
        finally
        {
            OneCopy.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Server.IsValueCreated) await (await Server.Value).DisposeAsync();
    }

    private static async Task<string> MigrateTemplateAsync()
    {
        var server = await Server.Value;
        var name = await server.CreateDatabaseAsync();
        var options = new DbContextOptionsBuilder<PostgresModelMineDb>().UseNpgsql($"{server.ConnectionString(name)};Pooling=false").Options;
        await using var database = new PostgresModelMineDb(options);
        await database.Database.MigrateAsync();
        return name;
    }
}
