using ModelMine.Chaos.Checks;
using ModelMine.Chaos.Faults;
using ModelMine.Chaos.Load;
using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Reports;
using ModelMine.Chaos.Sensitivity.Provocations;

namespace ModelMine.Chaos.Runs;

/// <summary>A whole run: the network is started, jobs and faults come over it, and when it is quiet again everything is checked.</summary>
internal static class ChaosRun
{
    /// <summary>Runs.</summary>
    /// <param name="settings">What the run is.</param>
    /// <param name="say">Hears how it goes.</param>
    /// <param name="stop">Stops it early; what was done until then is still checked.</param>
    public static async Task<RunReport> ExecuteAsync(RunSettings settings, Action<string> say, CancellationToken stop)
    {
        Directory.CreateDirectory(settings.Folder);
        var plan = RunPlan.Of(settings);
        say($"Seed {settings.Seed}: {plan.Jobs.Count} jobs and {plan.Faults.Count} faults within {settings.Window.TotalSeconds:0} s; {settings.Servers} servers, {settings.Agents} agents of {settings.Slots} slots.");
        await using var network = await Network.StartAsync(settings, JobPlan.Users(settings), stop);
        foreach (var drop in settings.Without?.Drops ?? []) await network.Database.ExecuteAsync(drop, stop);
        say("Everything runs.");
        var clock = new RunClock(mostHeld: settings.Window);
        using var journal = new FaultJournal(Path.Combine(settings.Folder, "faults.jsonl"));
        using var turn = new PostgresTurn();
        using var run = new CancellationTokenSource();
        var tally = new Tally();
        var life = new JobLife(network.Record, tally);
        var users = network.Users.Select((user, index) => (user.Name, user.By(RouteAddress(network, index)))).ToList();
        var submitters = new Submitters(users, life, tally);
        var cpu = new CpuUse();
        var watching = cpu.WatchAsync(run.Token);
        using var window = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var provocations = settings.Provokes ? AllProvocations.ProvokeAsync(network, tally, window.Token) : Task.CompletedTask;
        var looking = LedgerLooker.LookAsync(users[0].Item2, network.Record, run.Token);
        var pacing = Pace.KeepAsync(network, clock, settings.MostUnfinished, run.Token);
        var faults = new FaultDriver(AllFaults.Of(network, submitters, turn, run.Token), journal, clock).InflictAsync(plan.Faults, stop);
        var telling = Progress.TellAsync(network, clock, journal, say, run.Token);
        await SubmitAsync(submitters, plan.Jobs, clock, stop, run.Token);
        await faults;
        await window.CancelAsync();
        await provocations;
        say($"The last fault is over after {clock.Now.TotalSeconds:0} s, and {clock.Held.TotalSeconds:0} s in which everything waited for the machine.");

        var settled = await Settling.WaitAsync(network, settings.SettleWithin, say);
        await Task.WhenAny(submitters.DoneAsync(), Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None));
        await run.CancelAsync();
        await submitters.DoneAsync();
        await looking;
        await watching;
        await pacing;
        await telling;
        await Task.WhenAll(network.Agents.Select(agent => agent.Process.StopAsync()));
        await network.Servers.ReadyAsync(CancellationToken.None);
        say("Everything is quiet: now the checks.");
        var finished = new FinishedRun(
            network.Record, async cancellation => await network.Database.OpenAsync(cancellation),
            network.Users.ToDictionary(user => user.Name, user => user.By(network.Servers.ApiOf(0))))
        { LeaseSeconds = settings.LeaseSeconds };
        return await Findings.GatherAsync(new RunResults(settings, network, journal.Faults, settled, tally, life.SubmitSeconds, cpu.Seconds, clock.Held), finished);
    }

    private static Uri RouteAddress(Network network, int user) => new($"http://127.0.0.1:{network.UserRoutes[user % network.UserRoutes.Count].Port}/");

    private static async Task SubmitAsync(Submitters submitters, IReadOnlyList<PlannedJob> jobs, RunClock clock, CancellationToken stop, CancellationToken run)
    {
        try
        {
            await submitters.SubmitAsync(jobs, clock, stop, run);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped from outside.
        }
    }
}
