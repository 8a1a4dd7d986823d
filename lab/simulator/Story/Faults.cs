using ModelMine.Core.Contracts;
using ModelMine.Simulator.Judging;
using ModelMine.Simulator.Kernel;
using ModelMine.Simulator.Machines;
using ModelMine.Simulator.Net;

namespace ModelMine.Simulator.Story;

/// <summary>What befalls machines, each for a while.</summary>
/// <param name="scheduler">Time and order.</param>
/// <param name="cluster">The servers.</param>
/// <param name="network">The network.</param>
/// <param name="nodes">The nodes.</param>
/// <param name="admin">Who puts nodes into maintenance.</param>
/// <param name="paths">What came to pass.</param>
internal sealed class Faults(
    Scheduler scheduler, Cluster cluster, SimulatedNetwork network, IReadOnlyList<SimulatedNode> nodes, SimulatedUser admin, Paths paths)
{
    private bool _over;

    private enum Kind
    {
        KillAgent, StopAgent, FreezeAgent, SleepMachine, TurnClock, CutBoth, CutOutward, CutInward, KillServer, FreezeServer, DatabaseDown, ForgetNetwork, Maintain,
    }

    /// <summary>Lets something befall somebody.</summary>
    public void Strike()
    {
        var kind = (Kind)scheduler.Random.Next(Enum.GetValues<Kind>().Length);
        var node = nodes[scheduler.Random.Next(nodes.Count)];
        var server = scheduler.Random.Next(cluster.Size);
        scheduler.Note("fate", $"{kind} {node.Name} s{server + 1}");
        paths.Count($"fault: {kind}");
        switch (kind)
        {
            case Kind.KillAgent:
                node.Kill();
                Later(200, 30_000, node.Start);
                break;
            case Kind.StopAgent:
                node.Stop();
                Later(1_000, 30_000, node.Start);
                break;
            case Kind.FreezeAgent:
                Freeze(node.Agent, scheduler.Span(1_000, 60_000), sleeps: false);
                break;
            case Kind.SleepMachine:
                Freeze(node.Agent, scheduler.Span(5_000, 70_000), sleeps: true);
                break;
            case Kind.TurnClock:
                TurnClock(scheduler.Chance(0.7) ? node.Agent : cluster.ServerAt(server));
                break;
            case Kind.CutBoth or Kind.CutOutward or Kind.CutInward:
                Cut(node.Name, kind != Kind.CutInward, kind != Kind.CutOutward, scheduler.Span(2_000, 70_000));
                break;
            case Kind.KillServer:
                cluster.KillServer(server);
                Later(500, 15_000, () => cluster.StartServer(server));
                break;
            case Kind.FreezeServer:
                // Less than the ten seconds after which the database would end what a frozen server had begun.
                Freeze(cluster.ServerAt(server), scheduler.Span(500, 9_000), sleeps: false);
                break;
            case Kind.DatabaseDown:
                cluster.Database.IsDown = true;
                Later(500, 10_000, () => cluster.Database.IsDown = false);
                break;
            case Kind.ForgetNetwork:
                cluster.ForgetNetwork();
                break;
            case Kind.Maintain:
                admin.Maintain(node.NodeId, scheduler.Chance(0.5) ? MaintenanceMode.Now : MaintenanceMode.Drain, scheduler.Span(3_000, 25_000));
                break;
        }
    }

    /// <summary>From here on nothing is broken, and nothing breaks.</summary>
    public void End()
    {
        _over = true;
        cluster.Database.IsDown = false;
        network.CutInward.Clear();
        network.CutOutward.Clear();
        cluster.StartAll();
        foreach (var node in nodes)
        {
            node.KeepsRunning = true;
            node.Start();
        }
    }

    private void Freeze(Actor? actor, TimeSpan span, bool sleeps)
    {
        if (actor is null || actor.IsFrozen) return;
        actor.Freeze();
        scheduler.Add(span, null, () =>
        {
            if (sleeps) actor.Clock.Slept += span;
            scheduler.Note(actor.Name, sleeps ? "wakes" : "thaws");
            actor.Thaw();
        });
    }

    private void TurnClock(Actor? actor)
    {
        if (actor is not null) actor.Clock.WallError = scheduler.Span(-20_000_000, 20_000_000);
    }

    private void Cut(string name, bool outward, bool inward, TimeSpan span)
    {
        if (outward) network.CutOutward.Add(name);
        if (inward) network.CutInward.Add(name);
        scheduler.Add(span, null, () =>
        {
            network.CutOutward.Remove(name);
            network.CutInward.Remove(name);
        });
    }

    private void Later(double from, double to, Action mend) => scheduler.Add(scheduler.Span(from, to), null, () =>
    {
        if (!_over) mend();
    });
}
