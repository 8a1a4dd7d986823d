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

        var from = TimeProvider.System.GetUtcNow();
        // PostgreSQL ends all other connections by itself, and recovers from its log.
        await network.Database.NumberAsync("SELECT 1::bigint", cancellation);
        network.Record.NoteDatabaseAway(from);
        return "one connection's process while it committed; all others ended with it";
    }

    private async Task KillOneAsync(CancellationToken cancellation)
    {
        await using var connection = await network.Database.OpenAsync(cancellation);
        for (var look = 0; look < Looks; look++)
        {
            await using var command = new NpgsqlCommand(Committing, connection);
            if (await command.ExecuteScalarAsync(cancellation) is int pid && KillStanding(pid)) return;

            await Task.Delay(Between, TimeProvider.System, cancellation);
        }

        throw new NotInflictedException("nothing was seen committing");
    }

    /// <summary>
    /// What was seen may be over: while the process stands still, it can be looked at again. By its title, which says what it does:
    /// it may hold what every statement waits for.
    /// </summary>
    private static bool KillStanding(int pid)
    {
        Signals.Send(pid, Signals.Stop);
        var commits = false;
        try
        {
            commits = File.ReadAllText($"/proc/{pid}/cmdline").TrimEnd('\0', ' ').EndsWith("COMMIT", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // It has just ended.
        }

        Signals.Send(pid, commits ? Signals.Kill : Signals.Continue);
        return commits;
    }
}
