using Microsoft.EntityFrameworkCore;

namespace ModelMine.Server.Data;

/// <summary>SQLite: the file has one writer, so that everybody's turn is now.</summary>
/// <param name="contexts">Pooled contexts.</param>
internal sealed class SqliteProduct(IDbContextFactory<SqliteModelMineDb> contexts) : DatabaseProduct
{
    public override bool HasOtherWriters => false;

    public override ModelMineDb CreateDbContext() => contexts.CreateDbContext();

    public override Task TakeTurnAsync(ModelMineDb database) => Task.CompletedTask;

    public override async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var database = CreateDbContext();
        await database.Database.MigrateAsync(cancellation);
    }
}
