using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <inheritdoc cref="FaultKind.ShiftClock"/>
internal sealed class ShiftClock(Network network) : IFault
{
    private const int MostHours = 9;

    public async Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        if (FakeClock.Library is null) throw new NotInflictedException("libfaketime is not installed");
        var process = fault.Target.Part == Part.Server ? network.Servers.All[fault.Target.Index] : network.Agents[fault.Target.Index].Process;
        if (process.Id is null) throw new NotInflictedException("it was down");
        var (first, second) = (Hours(fault.Detail), Hours(fault.Detail * 7 + 3));
        await process.StopAsync();
        process.Clock.Set(first);
        process.Start();
        await Task.Delay(fault.Lasts, TimeProvider.System, cancellation);
        process.Clock.Set(second);
        return $"restarted with a clock {first:+0;-0} h wrong, which jumped to {second:+0;-0} h after {fault.Lasts.TotalSeconds:0.0} s";
    }

    private static int Hours(int detail) => (detail / 2 % MostHours + 1) * (detail % 2 == 0 ? 1 : -1);
}
