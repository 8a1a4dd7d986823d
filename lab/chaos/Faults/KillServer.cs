using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <inheritdoc cref="FaultKind.KillServer"/>
internal sealed class KillServer(Network network) : IFault
{
    public async Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var server = network.Servers.All[fault.Target.Index];
        if (server.Id is null) throw new NotInflictedException("it was down");
        await server.KillAsync();
        try
        {
            await Task.Delay(fault.Lasts, TimeProvider.System, cancellation);
            return $"killed, away for {fault.Lasts.TotalSeconds:0.0} s";
        }
        finally
        {
            server.Start();
        }
    }
}
