using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Data;

/// <summary>SQLite: the file has one writer, so that everybody's turn is now.</summary>
/// <param name="contexts">Pooled contexts.</param>
/// <param name="options">Where the file is.</param>
internal sealed class SqliteProduct(IDbContextFactory<SqliteModelMineDb> contexts, IOptions<ModelMineOptions> options) : DatabaseProduct
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    public override bool HasOtherWriters => false;

    public override ModelMineDb CreateDbContext() => contexts.CreateDbContext();

    public override Task TakeTurnAsync(ModelMineDb database) => Task.CompletedTask;

    public override async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var alone = await TakeAsync($"{options.Value.DatabaseFile}.migrating", cancellation);
        await using var database = CreateDbContext();

        // Entity Framework's own lock is a row, and stays when its process is killed: whoever holds the file may remove it.
        await database.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellation);
        await database.Database.MigrateAsync(cancellation);
    }

    /// <summary>Holds a file that one process at a time can hold; the system lets go of it when the process ends, however it ends.</summary>
    private static async Task<FileStream> TakeAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(BetweenTries, TimeProvider.System, cancellation);
            }
        }
    }
}
