using Microsoft.EntityFrameworkCore;

namespace ModelMine.Server.Data;

/// <summary>The database as a SQLite file: the embedded default.</summary>
/// <param name="options">How to reach it.</param>
public sealed class SqliteModelMineDb(DbContextOptions<SqliteModelMineDb> options) : ModelMineDb(options);
