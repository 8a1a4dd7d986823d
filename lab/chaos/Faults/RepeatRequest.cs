using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Proxies;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <summary><see cref="FaultKind.Duplicate"/> and <see cref="FaultKind.DeliverLate"/>.</summary>
internal sealed class RepeatRequest(Network network) : IFault
{
    private static readonly RequestKind[] Kinds = [RequestKind.Report, RequestKind.Complete, RequestKind.Submit, RequestKind.Complete, RequestKind.Report, RequestKind.Snapshot];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public async Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var kind = Kinds[fault.Detail % Kinds.Length];
        var route = kind == RequestKind.Submit ? network.UserRoutes[fault.Detail / Kinds.Length % network.UserRoutes.Count] : network.Agents[fault.Target.Index].Route;
        var order = new RepeatOrder(kind, fault.Kind == FaultKind.Duplicate ? null : TimeSpan.FromMilliseconds(200 + fault.Detail * 5));
        route.Repeat(order);
        try
        {
            return await order.Done.WaitAsync(Patience, TimeProvider.System, cancellation);
        }
        catch (TimeoutException)
        {
            throw new NotInflictedException($"no {kind} came by");
        }
    }
}
