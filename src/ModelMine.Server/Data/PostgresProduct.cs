using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ModelMine.Server.Data;

/// <summary>PostgreSQL: other servers write at the same time.</summary>
/// <param name="contexts">Pooled contexts.</param>
/// <param name="connections">The connections below them.</param>
internal sealed class PostgresProduct(IDbContextFactory<PostgresModelMineDb> contexts, NpgsqlDataSource connections) : DatabaseProduct
{
    // Any two numbers that nobody else in this database takes.
    private const long TurnLock = 0x4D6F64656C_01;
    private const long MigrationLock = 0x4D6F64656C_02;

    public override bool HasOtherWriters => true;

    public override ModelMineDb CreateDbContext() => contexts.CreateDbContext();

    public override Task TakeTurnAsync(ModelMineDb database) => database.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({TurnLock})");

    public override async Task MigrateAsync(CancellationToken cancellation)
    {
        // The lock goes with its connection: a server that dies while it migrates leaves none behind.
        await using var holder = await connections.OpenConnectionAsync(cancellation);
        await using var take = new NpgsqlCommand($"SET lock_timeout = 0; SET statement_timeout = 0; SELECT pg_advisory_lock({MigrationLock})", holder) { CommandTimeout = 0 };
        await take.ExecuteNonQueryAsync(cancellation);
        await using var database = CreateDbContext();
        database.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        await database.Database.MigrateAsync(cancellation);
        await using var release = new NpgsqlCommand($"SELECT pg_advisory_unlock({MigrationLock})", holder);
        await release.ExecuteNonQueryAsync(cancellation);
    }
}
