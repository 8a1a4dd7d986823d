using ModelMine.Load.Fleet;
using ModelMine.Load.Measuring;
using ModelMine.Load.Network;
using ModelMine.Load.Reports;

namespace ModelMine.Load.Scenarios;

/// <summary>A network of agents that heartbeat, with running jobs that report, and people who watch them.</summary>
/// <param name="plan">How much.</param>
/// <param name="time">The clock.</param>
internal sealed class AgentsScenario(LoadPlan plan, TimeProvider time)
{
    /// <summary>Connections to each server for each kind of call: one that is slow must not hold up the other.</summary>
    private const int Connections = 500;

    /// <summary>More than this under way of one kind is a server that stands still.</summary>
    private const int MostInFlight = 5000;

    private readonly List<Phase> _phases = [];

    public async Task<LoadReport> RunAsync()
    {
        await using var network = await LoadNetwork.StartAsync(plan.Servers, plan.Settings);
        try
        {
            return await RunAsync(network);
        }
        catch
        {
            Console.WriteLine(network.LastWords());
            throw;
        }
    }

    private async Task<LoadReport> RunAsync(LoadNetwork network)
    {
        using var wire = new Wire(network.Apis, Connections);
        using var reporting = new Wire(network.Apis, Connections);
        var fleet = new AgentFleet();
        var users = await LoadUsers.SignUpAsync(network.Apis, plan.Jobs);
        await PhaseAsync("agents enrolled", plan.Agents, () => fleet.EnrolAsync(wire, users, plan.Agents));
        await PhaseAsync("first heartbeats", plan.Agents, () => fleet.GreetAsync(wire));
        await PhaseAsync("jobs submitted", plan.Jobs, () => AgentFleet.EachAsync(plan.Jobs, index => users.SubmitAsync(wire, index)));
        await PhaseAsync("jobs granted", plan.Jobs, () => fleet.ClaimAsync(wire, plan.Jobs));

        var fanOut = new CallStatistics("report to follower", time);
        var alone = MemoryOfServers(network);
        await using var followers = new JobFollowers(network, users, fanOut, time);
        await PhaseAsync("followers connected", plan.Followers, () => followers.ConnectAsync(fleet.Attempts, plan.Followers, plan.FollowBy));
        using var waiting = new WaitingAgents(network, fleet.Agents[plan.Jobs..][..plan.Waiting], time);
        var connected = MemoryOfServers(network);

        var (heartbeats, reports) = (new CallStatistics("heartbeat", time), new CallStatistics("report", time));
        var usage = new MachineUsage(network.Processes, time);
        using (var over = new CancellationTokenSource())
        {
            var watched = usage.WatchAsync(over.Token);
            await Task.WhenAll(HeartbeatsAsync(fleet, wire, heartbeats), ReportsAsync(fleet, reporting, reports), ProgressAsync(heartbeats, reports));
            await over.CancelAsync();
            await watched;
        }

        while (heartbeats.InFlight + reports.InFlight > 0) await Task.Delay(TimeSpan.FromMilliseconds(100), time);
        await waiting.StopAsync();
        await PhaseAsync("jobs completed", plan.Jobs, () => fleet.CompleteAsync(wire));
        return new LoadReport
        {
            Plan = plan,
            Phases = _phases,
            Calls = [.. new[] { heartbeats, reports, fanOut }.Where(calls => calls.Latency.Count > 0).Select(calls => CallRow.Of(calls, plan.Duration))],
            Usage = usage.Rows(),
            ServersMemoryBefore = alone,
            ServersMemoryConnected = connected,
            BrokenFollowers = followers.Broken,
            Claims = waiting.Claims,
            Wrong = await Books.WrongAsync(network, fleet),
            Warnings = network.Warnings(),
        };
    }

    private Task HeartbeatsAsync(AgentFleet fleet, Wire wire, CallStatistics calls) => OpenLoop.RunAsync(
        plan.Agents / LoadPlan.HeartbeatEvery.TotalSeconds, plan.Duration,
        (number, dueAt) => _ = calls.MeasureAsync(dueAt, MostInFlight, () => fleet.Agents[number % plan.Agents].HeartbeatAsync(wire, number)), time);

    private Task ReportsAsync(AgentFleet fleet, Wire wire, CallStatistics calls) => OpenLoop.RunAsync(
        plan.Jobs / LoadPlan.ReportEvery.TotalSeconds, plan.Duration,
        (number, dueAt) => _ = calls.MeasureAsync(dueAt, MostInFlight, () => fleet.Attempts[number % plan.Jobs].ReportAsync(wire, time)), time);

    private async Task ProgressAsync(CallStatistics heartbeats, CallStatistics reports)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(10), time);
        for (var began = time.GetTimestamp(); time.GetElapsedTime(began) + TimeSpan.FromSeconds(10) < plan.Duration;)
        {
            await timer.WaitForNextTickAsync();
            Console.WriteLine(FormattableString.Invariant(
                $"{time.GetElapsedTime(began).TotalSeconds,5:0} s  heartbeats {heartbeats.Latency.Count} (p99 {heartbeats.Latency.Percentile(0.99).TotalMilliseconds:0} ms)  reports {reports.Latency.Count} (p99 {reports.Latency.Percentile(0.99).TotalMilliseconds:0} ms)"));
        }
    }

    private async Task PhaseAsync(string name, int count, Func<Task> action)
    {
        if (count > 0) _phases.Add(await Phase.MeasureAsync(name, count, time, action));
    }

    private static double MemoryOfServers(LoadNetwork network) =>
        network.Processes.Where(process => process.Key.StartsWith("server", StringComparison.Ordinal)).Sum(process => ProcessReading.OfTree(process.Value, []).MemoryMiB);
}
