using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ModelMine.Chaos.Sensitivity.Server;

/// <summary>Rewrites the statements that hold a guard, on their way to the database.</summary>
/// <param name="guard"><c>epoch-fence</c>, <c>unique-refund</c> or <c>head-swap</c>.</param>
internal sealed class RemovedGuard(string guard) : DbCommandInterceptor
{
    private readonly IReadOnlyList<Loosening> _loosenings = Loosening.Of(guard);

    /// <inheritdoc/>
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Loosen(command);
        return result;
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Loosen(command);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Loosen(command);
        return ValueTask.FromResult(result);
    }

    private void Loosen(DbCommand command)
    {
        foreach (var loosening in _loosenings) command.CommandText = loosening.Apply(command.CommandText);
    }
}
