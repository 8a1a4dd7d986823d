using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <inheritdoc cref="FaultKind.StopPostgres"/>
internal sealed class StopPostgres(Network network, PostgresTurn turn) : IFault
{
    public async Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        using var mine = await turn.TakeAsync(cancellation);
        var from = TimeProvider.System.GetUtcNow();
        await network.Postgres.StopImmediatelyAsync();
        try
        {
            await Task.Delay(fault.Lasts, TimeProvider.System, cancellation);
            return $"stopped at once, away for {fault.Lasts.TotalSeconds:0.0} s";
        }
        finally
        {
            await network.Postgres.StartAgainAsync();
            network.Record.NoteDatabaseAway(from);
        }
    }
}
