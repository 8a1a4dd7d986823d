using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ModelMine.Simulator.Kernel;

namespace ModelMine.Simulator.Store;

/// <summary>The connection that a server reads by, outside of transactions.</summary>
/// <param name="database">The database.</param>
/// <param name="server">The server.</param>
internal sealed class ReaderSession(SimulatedDatabase database, Actor server) : DbCommandInterceptor
{
    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (database.IsDown) throw Breakage.Unavailable();
        if (server.Scheduler.Chance(database.Weather.Pauses / 4))
        {
            await Task.Delay(database.Weather.Pause(server.Scheduler), server.Clock, CancellationToken.None).ConfigureAwait(false);
            if (database.IsDown) throw Breakage.Unavailable();
        }

        return result;
    }
}
