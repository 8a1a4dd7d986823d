using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Proxies;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <summary><see cref="FaultKind.CutBothWays"/>, <see cref="FaultKind.LoseRequests"/> and <see cref="FaultKind.LoseAnswers"/>.</summary>
internal sealed class CutRoute(Network network) : IFault
{
    public async Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var route = network.RouteOf(fault.Target);
        var weather = fault.Kind switch
        {
            FaultKind.LoseRequests => new Weather { LosesRequests = true },
            FaultKind.LoseAnswers => new Weather { LosesAnswers = true },
            _ => new Weather { Holds = true },
        };
        var lasting = route.LastAsync(weather, fault.Lasts, cancellation);
        var held = 0;
        if (fault.Target.Part == Part.Agent && fault.Lasts.TotalSeconds > network.Settings.LeaseSeconds)
            held = await LostHolders.NoteAsync(network, network.Agents[fault.Target.Index], fault, cancellation);
        await lasting;
        return $"for {fault.Lasts.TotalSeconds:0.0} s" + (held > 0 ? $", with {held} attempts held behind it" : "");
    }
}
