using System.Diagnostics;
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
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var order = new RepeatOrder(kind, fault.Kind == FaultKind.Duplicate ? null : TimeSpan.FromMilliseconds(200 + fault.Detail * 5));
            route.Repeat(order);
            var left = Patience - Stopwatch.GetElapsedTime(began);
            try
            {
                if (left > TimeSpan.Zero && await order.Done.WaitAsync(left, TimeProvider.System, cancellation) is var what && (kind != RequestKind.Claim || order.Granted)) return what;
            }
            catch (TimeoutException)
            {
                throw new NotInflictedException($"no {kind} came by");
            }

            if (left <= TimeSpan.Zero) throw new NotInflictedException($"no copy of a {kind} was granted anything");
        }
    }
}
