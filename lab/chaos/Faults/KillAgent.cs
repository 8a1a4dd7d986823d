using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <inheritdoc cref="FaultKind.KillAgent"/>
internal sealed class KillAgent(Network network) : IFault
{
    public async Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var agent = network.Agents[fault.Target.Index];
        if (agent.Process.Id is null) throw new NotInflictedException("it was down");
        await agent.Process.KillAsync();
        try
        {
            var held = await LostHolders.NoteAsync(network, agent, fault, cancellation);
            await Task.Delay(fault.Lasts, TimeProvider.System, cancellation);
            return $"killed with {held} attempts in its hands, away for {fault.Lasts.TotalSeconds:0.0} s";
        }
        finally
        {
            agent.Process.Start();
        }
    }
}
