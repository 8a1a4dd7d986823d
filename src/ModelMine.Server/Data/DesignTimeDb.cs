using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ModelMine.Server.Data;

/// <summary>Lets <c>dotnet ef migrations add --context SqliteModelMineDb</c> make the model without starting a server.</summary>
internal sealed class DesignTimeSqliteDb : IDesignTimeDbContextFactory<SqliteModelMineDb>
{
    public SqliteModelMineDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteModelMineDb>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>The same for <c>--context PostgresModelMineDb</c>; no database is asked.</summary>
internal sealed class DesignTimePostgresDb : IDesignTimeDbContextFactory<PostgresModelMineDb>
{
    public PostgresModelMineDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresModelMineDb>().UseNpgsql("Host=localhost").Options);
}
