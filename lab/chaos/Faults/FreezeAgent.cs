using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <inheritdoc cref="FaultKind.FreezeAgent"/>
internal sealed class FreezeAgent(Network network) : IFault
{
    public async Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var agent = network.Agents[fault.Target.Index];
        if (agent.Process.Id is not { } pid) throw new NotInflictedException("it was down");

        // The agent first: what it starts no longer cannot be missed.
        Signals.Send(pid, Signals.Stop);
        var trainers = Trainers.Of(pid);
        foreach (var trainer in trainers) Signals.Send(trainer, Signals.Stop);
        try
        {
            var held = await LostHolders.NoteAsync(network, agent, fault, cancellation);
            await Task.Delay(fault.Lasts, TimeProvider.System, cancellation);
            return $"stopped with {held} attempts in its hands, woken after {fault.Lasts.TotalSeconds:0.0} s";
        }
        finally
        {
            foreach (var trainer in trainers) Signals.Send(trainer, Signals.Continue);
            Signals.Send(pid, Signals.Continue);
        }
    }
}
