using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Proxies;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <summary><see cref="FaultKind.Duplicate"/> and <see cref="FaultKind.DeliverLate"/>.</summary>
internal sealed class RepeatRequest(Network network) : IFault
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public async Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        // One in five strikes the users' requests, the others the agents'.
        var route = fault.Detail % 5 == 0 ? network.UserRoutes[fault.Detail % network.UserRoutes.Count] : network.Agents[fault.Target.Index].Route;
        var order = new RepeatOrder(fault.Kind == FaultKind.Duplicate ? null : TimeSpan.FromMilliseconds(200 + fault.Detail * 5));
        route.Repeat(order);
        try
        {
            return await order.Done.WaitAsync(Patience, TimeProvider.System, cancellation);
        }
        catch (TimeoutException)
        {
            throw new NotInflictedException("nothing that changes anything was asked for on that route");
        }
    }
}
