using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ModelMine.Server.Data;

/// <summary>
/// PostgreSQL has no place for the character NUL in a text, and refuses the whole statement. What people and trainers
/// write may hold one: it is stored as the character that stands for an unreadable one.
/// </summary>
internal sealed class PostgresText : DbCommandInterceptor
{
    private const char Unreadable = '\uFFFD';

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        MakeReadable(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        MakeReadable(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        MakeReadable(command);
        return ValueTask.FromResult(result);
    }

    private static void MakeReadable(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
            if (parameter.Value is string text && text.Contains('\0', StringComparison.Ordinal))
                parameter.Value = text.Replace('\0', Unreadable);
    }
}
