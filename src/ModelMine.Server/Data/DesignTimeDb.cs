using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ModelMine.Server.Data;

/// <summary>Lets <c>dotnet ef migrations add</c> make the model without starting a server.</summary>
internal sealed class DesignTimeDb : IDesignTimeDbContextFactory<SqliteModelMineDb>
{
    public SqliteModelMineDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteModelMineDb>().UseSqlite("Data Source=:memory:").Options);
}
