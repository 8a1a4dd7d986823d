using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Proxies;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <inheritdoc cref="FaultKind.KillServer"/>
internal sealed class KillServer(Network network) : IFault
{
    /// <summary>Deaths during which the other servers took writes.</summary>
    public const string Outlived = "deaths of servers that others outlived";

    public async Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var server = network.Servers.All[fault.Target.Index];
        if (server.Id is null) throw new NotInflictedException("it was down");
        await server.KillAsync();
        var before = network.Exchanges.Tally[Exchange.WritesDone];
        try
        {
            await Task.Delay(fault.Lasts, TimeProvider.System, cancellation);
            var meanwhile = network.Exchanges.Tally[Exchange.WritesDone] - before;
            if (meanwhile > 0) network.Host.Logs.Add(Outlived);
            return $"killed, away for {fault.Lasts.TotalSeconds:0.0} s, in which the others did {meanwhile} writes";
        }
        finally
        {
            server.Start();
        }
    }
}
