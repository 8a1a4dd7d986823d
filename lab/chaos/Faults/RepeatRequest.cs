using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Proxies;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <summary><see cref="FaultKind.Duplicate"/> and <see cref="FaultKind.DeliverLate"/>.</summary>
internal sealed class RepeatRequest(Network network) : IFault
{
    // The copy of a claim harms when it is granted a job of which nobody hears: it is repeated until one is.
    private static readonly RequestKind[] Kinds = [RequestKind.Report, RequestKind.Complete, RequestKind.Submit, RequestKind.Complete, RequestKind.Complete, RequestKind.Snapshot, RequestKind.Claim, RequestKind.Claim];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public async Task<string> InflictAsync(PlannedFault fault, CancellationToken cancellation)
    {
        var kind = Kinds[fault.Detail % Kinds.Length];
        var route = kind == RequestKind.Submit ? network.UserRoutes[fault.Detail / Kinds.Length % network.UserRoutes.Count] : network.Agents[fault.Target.Index].Route;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            while (true)
            {
                var order = new RepeatOrder(kind, fault.Kind == FaultKind.Duplicate ? null : TimeSpan.FromMilliseconds(200 + fault.Detail * 5));
                route.Repeat(order);
                var what = await order.Done.WaitAsync(patience.Token);
                if (kind != RequestKind.Claim || order.Granted) return what;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new NotInflictedException(kind == RequestKind.Claim ? "no copy of a Claim was granted anything" : $"no {kind} came by");
        }
    }
}
