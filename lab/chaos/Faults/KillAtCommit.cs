using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;
using Npgsql;

namespace ModelMine.Chaos.Faults;

/// <inheritdoc cref="FaultKind.KillAtCommit"/>
internal sealed class KillAtCommit(Network network, PostgresTurn turn) : IFault
{
    private const int Looks = 2000;

    private const string Committing = """
        SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name <> 'chaos' AND state = 'active' AND query = 'COMMIT'
        """;

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(2);

    public async Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        using var mine = await turn.TakeAsync(cancellation);
        try
        {
            await KillOneAsync(cancellation);
        }
        catch (NpgsqlException error)
        {
            throw new NotInflictedException($"the database did not answer: {error.Message}");
        }

        // PostgreSQL ends all other connections by itself, and recovers from its log.
        await network.Database.NumberAsync("SELECT 1::bigint", cancellation);
        return "one connection's process while it committed; all others ended with it";
    }

    private async Task KillOneAsync(CancellationToken cancellation)
    {
        await using var connection = await network.Database.OpenAsync(cancellation);
        for (var look = 0; look < Looks; look++)
        {
            if (await OneAsync(connection, Committing, cancellation) is { } pid)
            {
                // What was seen may be over: while it stands still, it can be looked at again.
                Signals.Send(pid, Signals.Stop);
                if (await OneAsync(connection, $"{Committing} AND pid = {pid}", cancellation) is not null)
                {
                    Signals.Send(pid, Signals.Kill);
                    return;
                }

                Signals.Send(pid, Signals.Continue);
            }

            await Task.Delay(Between, TimeProvider.System, cancellation);
        }

        throw new NotInflictedException("nothing was seen committing");
    }

    private static async Task<int?> OneAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (int?)await command.ExecuteScalarAsync(cancellation);
    }
}
