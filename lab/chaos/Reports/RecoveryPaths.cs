using ModelMine.Chaos.Faults;
using ModelMine.Chaos.Load;
using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Proxies;

namespace ModelMine.Chaos.Reports;

/// <summary>Counts the ways out of faults that were taken: by the database, by what passed the routes, and by the programs' logs.</summary>
internal static class RecoveryPaths
{
    public static async Task<IReadOnlyList<RecoveryPath>> CountAsync(RunResults results)
    {
        var (database, passed, logs, least) = (results.Network.Database, results.Network.Exchanges.Tally, results.Network.Host.Logs, results.Settings.LeastHits);
        Task<long> Attempts(string where) => database.NumberAsync($"SELECT COUNT(*) FROM attempts WHERE {where}", CancellationToken.None);
        return
        [
            new("lease ran out, job taken back by a sweep", await Attempts("status = 'LOST' AND reason = 'its node fell silent'"), least),
            new("restarted agent, job given back at once", await Attempts("reason = 'the agent of its node was restarted'"), least),
            new("grant that never arrived, given back", await Attempts("reason = 'its node never got the grant'"), least),
            new("agent that stopped in order gave back", await Attempts("status = 'RELEASED' AND reason = 'its node shut down'"), least),
            new("went on from a snapshot", await Attempts("resumed_from_step > 0"), least),
            new("stale write refused (409)", Statuses(passed, "409", RequestKind.Report, RequestKind.Snapshot, RequestKind.Complete, RequestKind.Fail, RequestKind.Release), least),
            new("report sent again, found done", passed[$"{RequestKind.Report} {Exchange.FoundDone}"], least),
            new("completion sent again, found done", passed[$"{RequestKind.Complete} {Exchange.FoundDone}"], least),
            new("submit sent again, same job", passed[$"{RequestKind.Submit} {Exchange.FoundDone}"], least),
            new("commit of unknown outcome, told and asked again", passed[Exchange.OutcomeUnknown], least),
            new("database away, 503 and asked again", passed[Exchange.DatabaseUnavailable], least),
            new("server found the database again", logs[LogWords.Database], least),
            new("server found Redis again", logs[LogWords.Redis], least),
            new("table of servers put back after Redis forgot", logs[LogWords.TablePutBack], Math.Min(least, Happened(results, Runs.FaultKind.FlushRedis))),
            new("server killed, the others took the writes", logs[KillServer.Outlived], least),
            new("agent found a server again", logs[LogWords.AgentBack], least),
            new("attempt ended by its agent because the lease was gone", logs[LogWords.Fenced] + logs[LogWords.OwnClock], least),
            new("watcher caught up after a break", results.Tally[JobLife.FeedCaughtUp], least),
            new("poison job ended as FAILED", await PoisonAsync(database), least),
            new("canceled while it ran, trainer stopped", logs[LogWords.CancelArrived], least),
        ];
    }

    private static long Statuses(Tally passed, string status, params RequestKind[] kinds) => kinds.Sum(kind => (long)passed[$"{kind} {status}"]);

    private static int Happened(RunResults results, Runs.FaultKind kind) => results.Faults.Count(fault => fault.Kind == kind && fault.Happened);

    private static Task<long> PoisonAsync(Database database) => database.NumberAsync(
        $"SELECT COUNT(*) FROM jobs WHERE status = 'FAILED' AND CAST(substr(title, 7) AS BIGINT) > {Poison.FirstNumber}", CancellationToken.None);
}
