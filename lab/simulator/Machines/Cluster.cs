using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Nodes;
using ModelMine.Simulator.Judging;
using ModelMine.Simulator.Kernel;
using ModelMine.Simulator.Net;
using ModelMine.Simulator.Store;
using ModelMine.Simulator.Story;

namespace ModelMine.Simulator.Machines;

/// <summary>The servers, and what they share: the database, the blobs, who heartbeats, and wake-ups.</summary>
/// <param name="scheduler">Time and order.</param>
/// <param name="database">The database.</param>
/// <param name="weather">How rough it is.</param>
/// <param name="paths">What came to pass.</param>
/// <param name="failed">Hears of code that broke.</param>
internal sealed class Cluster(Scheduler scheduler, SimulatedDatabase database, Weather weather, Paths paths, Action<Actor, Exception> failed) : IDisposable
{
    /// <summary>Counts nodes that fall silent, for nobody: a story is judged by its database.</summary>
    private static readonly NetworkMeter Unread = new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    private readonly List<SimulatedServer> _all = [];
    private readonly SimulatedServer?[] _servers = new SimulatedServer?[weather.Servers];
    private readonly int[] _lives = new int[weather.Servers];

    public SimulatedDatabase Database => database;

    public Paths Paths => paths;

    /// <summary>The bytes that are named by their digests.</summary>
    public BlobShelf Blobs { get; } = new();

    /// <summary>Who heartbeats.</summary>
    public INetworkGrain Network { get; private set; } = new NetworkGrain(new Actor(scheduler, "grain").Clock, Unread);

    /// <summary>Length of a lease: short, so that much happens within a story; or so long that a grant that nobody got is given back before.</summary>
    public double LeaseSeconds { get; } = scheduler.Chance(0.5) ? 20 : 45;

    /// <summary>Jobs that one user may have running.</summary>
    public int RunningJobs { get; } = 1 + scheduler.Random.Next(4);

    /// <summary>Requests that a server has taken and not answered, to fail when it dies.</summary>
    public List<Call> Open { get; } = [];

    public int Size => _servers.Length;

    /// <summary>A server that answers, whichever the load balancer takes; null when none does.</summary>
    public SimulatedServer? Any()
    {
        var alive = Array.FindAll(_servers, server => server is not null);
        return alive.Length == 0 ? null : alive[scheduler.Random.Next(alive.Length)];
    }

    public void StartAll()
    {
        for (var index = 0; index < Size; index++) StartServer(index);
    }

    /// <summary>Starts a server, if it does not run.</summary>
    public void StartServer(int index)
    {
        if (_servers[index] is not null) return;
        var server = new SimulatedServer(new Actor(scheduler, $"s{index + 1}") { Failed = failed }, this);
        scheduler.Note($"s{index + 1}", $"starts, life {++_lives[index]}");
        _all.Add(server);
        _servers[index] = server.Start();
    }

    /// <summary>Kills a server between any two of its steps: what it held is gone, its callers hear that the connection broke.</summary>
    public void KillServer(int index)
    {
        if (_servers[index] is not { } server) return;
        _servers[index] = null;
        server.Actor.Kill();
        database.Turns.Release(server.Actor);
        scheduler.Note($"s{index + 1}", "is killed");
        foreach (var call in Open.Where(call => call.Server == server.Actor).ToList())
        {
            Open.Remove(call);
            call.Break(scheduler.Span(1, 50));
        }
    }

    /// <summary>The server's process, to freeze it; null while it does not run.</summary>
    public Actor? ServerAt(int index) => _servers[index]?.Actor;

    /// <summary>The grain moves to another server, and has forgotten what it held.</summary>
    public void ForgetNetwork() => Network = new NetworkGrain(new Actor(scheduler, "grain").Clock, Unread);

    /// <summary>Passes a wake-up on: late, or not at all.</summary>
    public void Ring(SimulatedServer from, string topic)
    {
        foreach (var server in _servers)
        {
            if (server is null || server == from || scheduler.Chance(weather.AnswersLost)) continue;
            scheduler.Add(weather.Delay(scheduler), server.Actor, () => server.Get<WakeUps>().RingHere(topic));
        }
    }

    public void Dispose() => _all.ForEach(server => server.Dispose());
}
