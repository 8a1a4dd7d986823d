using System.Globalization;
using ModelMine.Chaos.Checks;

namespace ModelMine.Chaos.Reports;

/// <summary>Judges a run.</summary>
internal static class Findings
{
    private const double AgainSlackSeconds = 5;

    public static async Task<RunReport> GatherAsync(RunResults results, FinishedRun finished)
    {
        var violations = await finished.CheckAsync(CancellationToken.None);
        var paths = await RecoveryPaths.CountAsync(results);
        var ranAgain = await RunningAgain.FindAsync(results.Network.Database, finished.Record);
        var again = Spread.Of(ranAgain.Select(one => one.Seconds));
        var trained = await results.Network.Database.NumberAsync("SELECT COUNT(DISTINCT node_id) FROM attempts", CancellationToken.None);
        return new RunReport
        {
            Seed = results.Settings.Seed,
            Minutes = results.Settings.Minutes,
            Setting = Setting(results),
            Targets = [.. Targets(results, finished, violations, trained, again), .. paths.Where(path => path.Least > 0).Select(AsTarget)],
            Violations = violations,
            FaultsByKind = results.Settings.Faults.ToDictionary(
                kind => kind.Key.ToString(), kind => new FaultCount(kind.Value, results.Faults.Count(fault => fault.Kind == kind.Key && fault.Happened))),
            RecoveryPaths = paths,
            Latencies = Latencies(results, ranAgain),
            CpuSeconds = results.CpuSeconds,
            Counts = await CountsAsync(results),
            SlowestAgain = [.. ranAgain.OrderByDescending(one => one.Seconds).Take(10)],
            Ends = [.. results.Network.Host.Ends],
            Faults = results.Faults,
        };
    }

    private static IEnumerable<Target> Targets(RunResults results, FinishedRun finished, IReadOnlyList<Violation> violations, long trained, Spread again)
    {
        var (settings, settled) = (results.Settings, results.Settled);
        var happened = results.Faults.Count(fault => fault.Happened);
        var planned = settings.Faults.Values.Sum();
        yield return Whole("jobs submitted and acknowledged", finished.Record.Submits.Count, settings.Jobs, finished.Record.Submits.Count >= settings.Jobs);
        // Some find their target down, or nothing on its way; nine in ten must happen.
        yield return Whole("faults that happened", happened, (int)(0.9 * planned), happened >= 0.9 * planned);
        // Faults that strike a node without work prove little.
        yield return Whole("agents that trained", trained, settings.Agents, trained >= settings.Agents);
        yield return Whole("violations of invariants", violations.Count, 0, violations.Count == 0);
        yield return new Target(
            "everything terminal after the last fault", $"{settings.SettleWithin.TotalSeconds:0} s",
            settled.Seconds is { } seconds ? Text(seconds) : $"{settled.Unfinished.Count} jobs unfinished: {string.Join("; ", settled.Unfinished.Take(5))}", settled.Seconds is not null);
        var most = settings.LeaseSeconds + AgainSlackSeconds;
        yield return new Target(
            $"a lost node's job runs again, p99 of {again.Count}", settings.JudgesTimes ? Text(most) : $"{Text(most)}, in the long form", Text(again.P99),
            !settings.JudgesTimes || (again.Count > 0 && again.P99 <= most));
        var mistakes = results.Network.Host.Logs[Processes.LogWords.Mistake];
        yield return Whole("mistakes that programs admit in their logs", mistakes, 0, mistakes == 0);
    }

    private static Target AsTarget(RecoveryPath path) => Whole($"hit: {path.Name}", path.Hits, path.Least, path.Holds);

    private static Target Whole(string name, long measured, long asked, bool holds) =>
        new(name, asked.ToString(CultureInfo.InvariantCulture), measured.ToString(CultureInfo.InvariantCulture), holds);

    private static string Text(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");

    private static Dictionary<string, string> Setting(RunResults results) => new()
    {
        ["servers"] = results.Settings.Servers.ToString(CultureInfo.InvariantCulture),
        ["agents"] = $"{results.Settings.Agents} of {results.Settings.Slots} slots",
        ["lease"] = Text(results.Settings.LeaseSeconds),
        ["sweep"] = Text(results.Settings.SweepSeconds),
        ["attempts"] = results.Settings.MaxAttempts.ToString(CultureInfo.InvariantCulture),
        ["waited for the machine"] = Text(results.Held.TotalSeconds),
        ["disks"] = results.Network.WhyNoDisk ?? $"{results.Network.BlobDisk!.Kind} for the blobs and for one agent",
        ["clocks"] = Processes.FakeClock.Library is null ? "left out: libfaketime is not installed" : "libfaketime",
    };

    private static Dictionary<string, Spread> Latencies(RunResults results, IReadOnlyList<Again> again)
    {
        var spreads = results.Network.Exchanges.Seconds.OrderBy(kind => kind.Key).ToDictionary(kind => $"answer to {kind.Key}", kind => Spread.Of(kind.Value));
        spreads["submit until acknowledged"] = Spread.Of(results.SubmitSeconds);
        spreads["lost node's job runs again"] = Spread.Of(again.Select(one => one.Seconds));
        spreads["… without the times in which the database was away"] = Spread.Of(again.Select(one => one.Seconds - one.Away));
        spreads["database away"] = Spread.Of(results.Network.Record.DatabaseAway.Select(away => (away.To - away.From) / 1000.0));
        return spreads;
    }

    private static async Task<Dictionary<string, long>> CountsAsync(RunResults results)
    {
        var counts = new Dictionary<string, long>();
        foreach (var (name, count) in await results.Network.Database.ReadAsync(
            "SELECT 'jobs ' || status, COUNT(*) FROM jobs GROUP BY status UNION ALL SELECT 'attempts ' || status || COALESCE(': ' || LEFT(reason, 60), ''), COUNT(*) FROM attempts GROUP BY 1 ORDER BY 1",
            row => (row.GetString(0), row.GetInt64(1)), CancellationToken.None)) counts[name] = count;
        foreach (var tally in new[] { results.Tally, results.Network.Host.Logs, results.Network.Exchanges.Tally })
            foreach (var (name, count) in tally.All) counts[name] = count;
        return counts;
    }
}
