using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;
using Npgsql;

namespace ModelMine.Chaos.Faults;

/// <inheritdoc cref="FaultKind.KillBackends"/>
internal sealed class KillBackends(Network network, PostgresTurn turn) : IFault
{
    private const int Looks = 400;

    // One that is in the middle of something, rather than one that waits for its next statement.
    private const string Kill = """
        SELECT COUNT(*) FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name <> 'chaos' AND pid <> pg_backend_pid() AND state IN ('active', 'idle in transaction')
                AND query NOT LIKE 'SELECT pg_%' LIMIT 3) killed
        """;

    public async Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        using var mine = await turn.TakeAsync(cancellation);
        try
        {
            await using var connection = await network.Database.OpenAsync(cancellation);
            for (var look = 0; look < Looks; look++)
            {
                await using var command = new NpgsqlCommand(Kill, connection);
                if (await command.ExecuteScalarAsync(cancellation) is long and > 0 and var killed) return $"{killed} connections in the middle of something";
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellation);
            }
        }
        catch (NpgsqlException error)
        {
            throw new NotInflictedException($"the database did not answer: {error.Message}");
        }

        throw new NotInflictedException("no connection was in the middle of anything");
    }
}
