namespace ModelMine.Server.Shell;

/// <summary>The databases that the server runs on.</summary>
public enum StorageProduct
{
    /// <summary>A file: one server, nothing to install.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later: any number of servers.</summary>
    Postgres,
}
