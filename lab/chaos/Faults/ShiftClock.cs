using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <inheritdoc cref="FaultKind.ShiftClock"/>
internal sealed class ShiftClock(Network network) : IFault
{
    /// <summary>Up to nine hours for agents: their clocks may be as they like.</summary>
    private const int UnitOfAgents = 3600;

    /// <summary>Up to 36 seconds for servers: one that is minutes behind is taken by the others for one that died long ago.</summary>
    private const int UnitOfServers = 4;

    private const int MostUnits = 9;

    public async Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        if (FakeClock.Library is null) throw new NotInflictedException("libfaketime is not installed");
        var process = fault.Target.Part == Part.Server ? network.Servers.All[fault.Target.Index] : network.Agents[fault.Target.Index].Process;
        if (process.Id is null) throw new NotInflictedException("it was down");
        var unit = fault.Target.Part == Part.Server ? UnitOfServers : UnitOfAgents;
        var (first, second) = (unit * Units(fault.Detail), unit * Units(fault.Detail * 7 + 3));
        await process.StopAsync();
        process.Clock.Set(first);
        process.Start();
        await Task.Delay(fault.Lasts, TimeProvider.System, cancellation);
        process.Clock.Set(second);
        return $"restarted with a clock {first:+0;-0} s wrong, which jumped to {second:+0;-0} after {fault.Lasts.TotalSeconds:0.0} s";
    }

    private static int Units(int detail) => (detail / 2 % MostUnits + 1) * (detail % 2 == 0 ? 1 : -1);
}
