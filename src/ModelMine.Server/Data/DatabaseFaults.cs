using Microsoft.Data.Sqlite;
using Npgsql;

namespace ModelMine.Server.Data;

/// <summary>Tells what a fault of the database means for a write.</summary>
internal static class DatabaseFaults
{
    /// <summary>The database ended a transaction whose server did nothing for too long.</summary>
    private const string IdleInTransaction = "25P03";

    private const int SqliteFull = 13;

    /// <summary>Another server's transaction and this one stood in each other's way; run again, this one may succeed.</summary>
    public static bool IsCollision(Exception error) =>
        SqlStateOf(error) is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>Another server was quicker; run again, the write sees what the other did.</summary>
    public static bool IsOutrun(Exception error) => error is OutrunException || SqlStateOf(error) is PostgresErrorCodes.UniqueViolation;

    /// <summary>
    /// The database does not answer, ends connections, or has no room for more: nothing is wrong with what was asked. Beside a full
    /// disk, what is wrong with a file does not pass by waiting, so that is not said to be unavailable.
    /// </summary>
    public static bool IsUnavailable(Exception error) => IsFull(error) || Chain(error).Any(fault => fault switch
    {
        PostgresException refused => refused.SqlState[..2] is "08" or "53"
            || refused.SqlState.StartsWith("57P", StringComparison.Ordinal)
            || refused.SqlState is PostgresErrorCodes.LockNotAvailable or IdleInTransaction,
        NpgsqlException => true,
        _ => false,
    });

    /// <summary>The database's disk is full. Nothing was stored, not even when the commit says so.</summary>
    public static bool IsFull(Exception error) => Chain(error).Any(fault =>
        fault is SqliteException { SqliteErrorCode: SqliteFull } or PostgresException { SqlState: PostgresErrorCodes.DiskFull });

    /// <summary>No further statement of the same transaction can succeed.</summary>
    public static bool EndsTransaction(Exception error) => IsCollision(error) || IsUnavailable(error);

    /// <summary>In words, without the stack.</summary>
    public static string Reason(Exception error) => Chain(error).OfType<NpgsqlException>().FirstOrDefault()?.Message ?? error.Message;

    private static string? SqlStateOf(Exception error) => Chain(error).OfType<PostgresException>().FirstOrDefault()?.SqlState;

    private static IEnumerable<Exception> Chain(Exception? error)
    {
        for (; error is not null; error = error.InnerException) yield return error;
    }
}
