using ModelMine.Chaos.Load;
using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <summary>Which class does which harm.</summary>
internal static class AllFaults
{
    public static IReadOnlyDictionary<FaultKind, IFault> Of(Network network, Submitters submitters, PostgresTurn turn, CancellationToken run)
    {
        var (cut, disturb, redis, repeat) = (new CutRoute(network), new DisturbRoute(network), new HarmRedis(network), new RepeatRequest(network));
        return new Dictionary<FaultKind, IFault>
        {
            [FaultKind.KillAgent] = new KillAgent(network),
            [FaultKind.KillServer] = new KillServer(network),
            [FaultKind.FreezeAgent] = new FreezeAgent(network),
            [FaultKind.CutBothWays] = cut,
            [FaultKind.LoseRequests] = cut,
            [FaultKind.LoseAnswers] = cut,
            [FaultKind.Stall] = disturb,
            [FaultKind.Reset] = disturb,
            [FaultKind.Slow] = disturb,
            [FaultKind.StopPostgres] = new StopPostgres(network, turn),
            [FaultKind.KillBackends] = new KillBackends(network, turn),
            [FaultKind.KillAtCommit] = new KillAtCommit(network, turn),
            [FaultKind.KillRedis] = redis,
            [FaultKind.FlushRedis] = redis,
            [FaultKind.FillDisk] = new FillDisk(network),
            [FaultKind.ShiftClock] = new ShiftClock(network),
            [FaultKind.Poison] = new Poison(submitters, run),
            [FaultKind.Duplicate] = repeat,
            [FaultKind.DeliverLate] = repeat,
        };
    }
}
