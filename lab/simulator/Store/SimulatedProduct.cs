using Microsoft.EntityFrameworkCore.Infrastructure;
using ModelMine.Server.Data;

namespace ModelMine.Simulator.Store;

/// <summary>The database as a server's writer sees it: alone, as with a file, or with others who write as well.</summary>
/// <param name="contexts">Contexts of the writer.</param>
/// <param name="session">What goes on below them.</param>
internal sealed class SimulatedProduct(PooledDbContextFactory<SqliteModelMineDb> contexts, WriterSession session) : DatabaseProduct
{
    public override bool HasOtherWriters => session.HasOthers;

    public override ModelMineDb CreateDbContext() => contexts.CreateDbContext();

    public override Task TakeTurnAsync(ModelMineDb database) => session.TakeTurnAsync();

    public override Task MigrateAsync(CancellationToken cancellation) => Task.CompletedTask;
}
