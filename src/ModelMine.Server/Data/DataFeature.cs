using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Settings;
using Npgsql;

namespace ModelMine.Server.Data;

/// <summary>Registers the database and its writer.</summary>
public static class DataFeature
{
    /// <summary>Adds the database that the settings choose, and the one writer.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddData(this IServiceCollection services)
    {
        services.AddSingleton<ISettingsRule>(new StorageRule());
        services.AddSingleton<IDbConnectionInterceptor, SqliteConnectionSetup>();
        services.AddSingleton<IDbCommandInterceptor, PostgresText>();
        services.AddPooledDbContextFactory<SqliteModelMineDb>((provider, options) => options
            .UseSqlite(SqliteConnectionString(Options(provider)))
            .AddInterceptors(provider.GetServices<IDbConnectionInterceptor>()));
        services.AddSingleton(provider => PostgresConnections.Open(Options(provider).Postgres ?? ""));
        services.AddPooledDbContextFactory<PostgresModelMineDb>((provider, options) => options
            // The product's own strategy would wrap what the database says into another exception, only to advise retries.
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>(), npgsql => npgsql.ExecutionStrategy(parts => new NonRetryingExecutionStrategy(parts)))
            .AddInterceptors(provider.GetServices<IDbCommandInterceptor>()));
        services.AddSingleton<DatabaseProduct>(provider => Options(provider).Storage == StorageProduct.Postgres
            ? ActivatorUtilities.CreateInstance<PostgresProduct>(provider)
            : ActivatorUtilities.CreateInstance<SqliteProduct>(provider));
        services.AddSingleton<IDbContextFactory<ModelMineDb>>(provider => provider.GetRequiredService<DatabaseProduct>());
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<ModelMineDb>>().CreateDbContext());
        services.AddMetrics();
        services.AddSingleton<WriterMeter>();
        services.AddSingleton<DatabaseLook>();
        services.AddHostedService(provider => provider.GetRequiredService<DatabaseLook>());
        services.AddSingleton(provider => new GroupCommit(
            provider.GetRequiredService<DatabaseProduct>(), provider.GetRequiredService<WriterMeter>(), provider.GetRequiredService<ILogger<GroupCommit>>()));
        services.AddHostedService(provider => provider.GetRequiredService<GroupCommit>());
        return services;
    }

    private static ModelMineOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<ModelMineOptions>>().Value;

    private static string SqliteConnectionString(ModelMineOptions options) =>
        new SqliteConnectionStringBuilder { DataSource = options.DatabaseFile, DefaultTimeout = 30 }.ToString();
}
