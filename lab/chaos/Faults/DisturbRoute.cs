using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Proxies;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <summary><see cref="FaultKind.Stall"/>, <see cref="FaultKind.Reset"/> and <see cref="FaultKind.Slow"/>.</summary>
internal sealed class DisturbRoute(Network network) : IFault
{
    private const int Times = 4;

    public async Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var route = network.RouteOf(fault.Target);
        switch (fault.Kind)
        {
            case FaultKind.Slow:
                var delay = TimeSpan.FromMilliseconds(50 + fault.Detail / 3);
                await route.LastAsync(new Weather { Delay = delay }, fault.Lasts, cancellation);
                return $"{delay.TotalMilliseconds:0} ms more each way for {fault.Lasts.TotalSeconds:0.0} s";
            case FaultKind.Stall:
                for (var time = 0; time < Times; time++)
                {
                    await route.LastAsync(new Weather { Holds = true }, fault.Lasts / (2 * Times), cancellation);
                    await Task.Delay(fault.Lasts / (2 * Times), TimeProvider.System, cancellation);
                }

                return $"{Times} times for {(fault.Lasts / (2 * Times)).TotalSeconds:0.0} s";
            default:
                for (var time = 0; time < Times; time++)
                {
                    route.Reset();
                    await Task.Delay(fault.Lasts / Times, TimeProvider.System, cancellation);
                }

                return $"{Times} times within {fault.Lasts.TotalSeconds:0.0} s";
        }
    }
}
