using Microsoft.Data.Sqlite;
using Npgsql;

namespace ModelMine.Simulator.Store;

/// <summary>What the database says when something is wrong: in PostgreSQL's words, which the server's writer knows how to take.</summary>
internal static class Breakage
{
    private const int UniqueConstraint = 2067;
    private const int PrimaryKeyConstraint = 1555;

    /// <summary>It does not answer.</summary>
    public static NpgsqlException Unavailable() => new("The connection was closed.");

    /// <summary>Two transactions stood in each other's way.</summary>
    public static PostgresException Collision() => new("deadlock detected", "ERROR", "ERROR", PostgresErrorCodes.DeadlockDetected);

    /// <summary>A row with that key is there already; null when the fault is another.</summary>
    public static PostgresException? Duplicate(Exception error) =>
        error is SqliteException { SqliteExtendedErrorCode: UniqueConstraint or PrimaryKeyConstraint } duplicate
            ? new PostgresException(duplicate.Message, "ERROR", "ERROR", PostgresErrorCodes.UniqueViolation)
            : null;
}
