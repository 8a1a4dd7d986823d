using Microsoft.EntityFrameworkCore;

namespace ModelMine.Server.Data;

/// <summary>The database in PostgreSQL: for several servers.</summary>
/// <param name="options">How to reach it.</param>
public sealed class PostgresModelMineDb(DbContextOptions<PostgresModelMineDb> options) : ModelMineDb(options)
{
    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // Byte order, as in SQLite and in C#'s ordinal comparisons, whatever language the database was made for.
        configurationBuilder.Properties<string>().UseCollation("C");
    }
}
