using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ModelMine.Tests.Server;

/// <summary>
/// Lets PostgreSQL go by a test's clock, as SQLite does by itself: in each statement, <c>now_ms()</c> becomes the time that
/// the test's clock shows when the statement begins.
/// </summary>
internal sealed class FakeDatabaseClock(TimeProvider time) : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        SetClock(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        SetClock(command);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        SetClock(command);
        return ValueTask.FromResult(result);
    }

    private void SetClock(DbCommand command) => command.CommandText = command.CommandText.Replace(
        "now_ms()", string.Create(CultureInfo.InvariantCulture, $"({time.GetUtcNow().ToUnixTimeMilliseconds()}::bigint)"), StringComparison.Ordinal);
}
