using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.CommitBench;

/// <summary>The part of a server that writes: its database and its group commit, as the server itself has them.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private BenchServer(ServiceProvider services) => _services = services;

    public GroupCommit Writer => _services.GetRequiredService<GroupCommit>();

    /// <summary>Starts one; the first brings the tables.</summary>
    /// <param name="postgres">How to reach the database.</param>
    public static async Task<BenchServer> StartAsync(string postgres)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddOptions<ModelMineOptions>().Configure(options => (options.Storage, options.Postgres) = (StorageProduct.Postgres, postgres));
        services.AddData();
        var server = new BenchServer(services.BuildServiceProvider());
        await using (var database = await server._services.GetRequiredService<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync())
            await database.Database.MigrateAsync();
        await server.Writer.StartAsync(CancellationToken.None);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
