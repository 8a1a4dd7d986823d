using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ModelMine.Server.Data;

namespace ModelMine.Server.Shell.Protection;

/// <summary>
/// Where the keys lie that protect sessions and forms, so that they outlive a restart: in the data folder, or in the database
/// where several servers may share it and each must read what another has signed.
/// </summary>
internal static class SessionKeys
{
    private static readonly TimeSpan KeyLife = TimeSpan.FromDays(90);

    public static void AddSessionKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("ModelMine");
        services.AddSingleton<StoredKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<ModelMineOptions>, IServiceProvider>((keys, options, provider) =>
            keys.XmlRepository = options.Value.Storage == StorageProduct.Postgres
                ? provider.GetRequiredService<StoredKeys>()
                : FolderOf(options.Value, provider.GetRequiredService<ILoggerFactory>()));
    }

    /// <summary>Makes the first key, one for all servers that start on an empty database at the same time.</summary>
    /// <param name="app">The server; its database has its tables.</param>
    public static async Task PrepareSessionKeysAsync(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ModelMineOptions>>().Value.Storage != StorageProduct.Postgres) return;
        var product = app.Services.GetRequiredService<DatabaseProduct>();
        await using var database = product.CreateDbContext();
        await using var turn = await database.Database.BeginTransactionAsync();
        await product.TakeTurnAsync(database);
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (!await database.ProtectionKeys.AnyAsync()) app.Services.GetRequiredService<IKeyManager>().CreateNewKey(now, now + KeyLife);
        await turn.CommitAsync();
    }

    private static FileSystemXmlRepository FolderOf(ModelMineOptions options, ILoggerFactory loggers)
    {
        PrivateFolder.Create(options.KeyFolder);
        return new FileSystemXmlRepository(new DirectoryInfo(options.KeyFolder), loggers);
    }
}
