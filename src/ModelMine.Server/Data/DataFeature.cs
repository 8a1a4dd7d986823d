using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Data;

/// <summary>Registers the database and its writer.</summary>
public static class DataFeature
{
    /// <summary>Adds the database (SQLite in the data folder) and the one writer.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddData(this IServiceCollection services)
    {
        services.AddSingleton<SqliteConnectionSetup>();
        services.AddPooledDbContextFactory<SqliteModelMineDb>((provider, options) => options
            .UseSqlite(ConnectionString(provider.GetRequiredService<IOptions<ModelMineOptions>>().Value))
            .AddInterceptors(provider.GetRequiredService<SqliteConnectionSetup>()));
        services.AddSingleton<IDbContextFactory<ModelMineDb>, SqliteFactory>();
        services.AddScoped<ModelMineDb>(provider => provider.GetRequiredService<IDbContextFactory<SqliteModelMineDb>>().CreateDbContext());
        services.AddSingleton<GroupCommit>();
        services.AddHostedService(provider => provider.GetRequiredService<GroupCommit>());
        return services;
    }

    /// <summary>Makes the data folder, and brings the database to this version's tables. Keeps what is in it.</summary>
    /// <param name="app">The server.</param>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ModelMineOptions>>().Value;
        PrivateFolder.Create(options.DataFolder);
        await using var database = await app.Services.GetRequiredService<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync();
        await database.Database.MigrateAsync();
    }

    private static string ConnectionString(ModelMineOptions options) =>
        new SqliteConnectionStringBuilder { DataSource = options.DatabaseFile, DefaultTimeout = 30 }.ToString();

    private sealed class SqliteFactory(IDbContextFactory<SqliteModelMineDb> inner) : IDbContextFactory<ModelMineDb>
    {
        public ModelMineDb CreateDbContext() => inner.CreateDbContext();
    }
}
