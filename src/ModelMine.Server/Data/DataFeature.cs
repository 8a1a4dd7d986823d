using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using ModelMine.Server.Shell;
using Npgsql;

namespace ModelMine.Server.Data;

/// <summary>Registers the database and its writer.</summary>
public static class DataFeature
{
    /// <summary>Adds the database that the settings choose, and the one writer.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddData(this IServiceCollection services)
    {
        services.AddSingleton<IDbConnectionInterceptor, SqliteConnectionSetup>();
        services.AddPooledDbContextFactory<SqliteModelMineDb>((provider, options) => options
            .UseSqlite(SqliteConnectionString(Options(provider)))
            .AddInterceptors(provider.GetServices<IDbConnectionInterceptor>()));
        services.AddSingleton(provider => PostgresConnections.Open(Options(provider).Postgres ?? ""));
        services.AddPooledDbContextFactory<PostgresModelMineDb>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .AddInterceptors(provider.GetServices<IDbCommandInterceptor>()));
        services.AddSingleton<DatabaseProduct>(provider => Options(provider).Storage == StorageProduct.Postgres
            ? ActivatorUtilities.CreateInstance<PostgresProduct>(provider)
            : ActivatorUtilities.CreateInstance<SqliteProduct>(provider));
        services.AddSingleton<IDbContextFactory<ModelMineDb>>(provider => provider.GetRequiredService<DatabaseProduct>());
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<ModelMineDb>>().CreateDbContext());
        services.AddSingleton<GroupCommit>();
        services.AddHostedService(provider => provider.GetRequiredService<GroupCommit>());
        return services;
    }

    /// <summary>Makes the data folder, and brings the database to this version's tables. Keeps what is in it.</summary>
    /// <param name="app">The server.</param>
    public static async Task PrepareDatabaseAsync(this WebApplication app)
    {
        PrivateFolder.Create(Options(app.Services).DataFolder);
        await app.Services.GetRequiredService<DatabaseProduct>().MigrateAsync(CancellationToken.None);
    }

    private static ModelMineOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<ModelMineOptions>>().Value;

    private static string SqliteConnectionString(ModelMineOptions options) =>
        new SqliteConnectionStringBuilder { DataSource = options.DatabaseFile, DefaultTimeout = 30 }.ToString();
}
