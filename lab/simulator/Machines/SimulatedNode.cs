using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging.Abstractions;
using ModelMine.Agent.Attempts;
using ModelMine.Agent.Blobs;
using ModelMine.Agent.Contact;
using ModelMine.Agent.Session;
using ModelMine.Agent.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Ledger;
using ModelMine.Simulator.Judging;
using ModelMine.Simulator.Kernel;
using ModelMine.Simulator.Net;

namespace ModelMine.Simulator.Machines;

/// <summary>
/// One machine with the shipped agent on it: session, heartbeats, claims, attempts with their folders, reports, snapshots,
/// uploads. Only its trainers, its clocks and its network are played.
/// </summary>
/// <param name="scheduler">Time and order.</param>
/// <param name="name">Its name in the trace.</param>
/// <param name="nodeId">Who it is to the servers.</param>
/// <param name="key">Its key.</param>
/// <param name="slots">Attempts at a time.</param>
/// <param name="folder">Where its agent may write.</param>
/// <param name="network">The network.</param>
/// <param name="overlaps">Watches its trainers.</param>
/// <param name="failed">Hears of code that broke.</param>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing.")]
internal sealed class SimulatedNode(
    Scheduler scheduler, string name, string nodeId, NodeKey key, int slots, string folder, SimulatedNetwork network, Overlaps overlaps, Action<Actor, Exception> failed)
{
    private CancellationTokenSource _stop = new();
    private int _life;

    public string Name => name;

    public string NodeId => nodeId;

    /// <summary>The agent's process; null while none runs.</summary>
    public Actor? Agent { get; private set; }

    /// <summary>Whether an agent that stops is started again at once.</summary>
    public bool KeepsRunning { get; set; }

    /// <summary>Starts an agent, if none runs.</summary>
    public void Start()
    {
        if (Agent is not null) return;
        scheduler.Note(name, $"starts, life {++_life}");
        var agent = Agent = new Actor(scheduler, name) { Failed = failed };
        var stop = _stop = new CancellationTokenSource();
        agent.Start(async () =>
        {
            await RunAsync(agent, stop.Token);
            scheduler.Note(name, "has stopped");
            agent.Kill();
            if (Agent != agent) return;
            Agent = null;
            if (KeepsRunning) Start();
        });
    }

    /// <summary>What a first signal does: it drains, and ends.</summary>
    public void Stop() => Agent?.Post(_ => _stop.Cancel(), null);

    /// <summary>Ends it, and its trainers, between any two of their steps.</summary>
    public void Kill()
    {
        Agent?.Kill();
        Agent = null;
        scheduler.Note(name, "is killed");
    }

    private async Task RunAsync(Actor agent, CancellationToken stop)
    {
        var time = agent.Clock;
        var loggers = NullLoggerFactory.Instance;
        var timings = new AgentTimings
        {
            Report = TimeSpan.FromSeconds(1.5), Silence = TimeSpan.FromSeconds(15), MemoryLook = TimeSpan.FromSeconds(4), Drain = TimeSpan.FromSeconds(10),
            Jitter = scheduler.Random.NextDouble,
        };
        using var http = Wire.Open(network, agent, nodeId);
        var api = new NodeApiClient(http);
        var contact = new ServerContact(http.BaseAddress!, time, NullLogger<ServerContact>.Instance);
        var calls = new PatientCalls(contact, timings, time);
        var machine = new SimulatedMachine(slots);
        var work = Path.Combine(folder, name);
        if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        Directory.CreateDirectory(work);
        var parts = new SessionParts
        {
            SessionId = Id.New("ses"), Api = api, Calls = calls, Machine = machine, Held = new HeldAttempts(), Timings = timings, Time = time,
        };
        var attempts = new AttemptParts
        {
            NodeId = nodeId, Key = key, Api = api, Calls = calls, Starter = new SimulatedTrainers(agent, overlaps), WorkFolder = work,
            DatasetFolder = work, Datasets = new DatasetCache(new BlobDownload(api.ReadBlobAsync, calls, timings, time), work, 1, time),
            AttemptDiskBytes = long.MaxValue, Threads = 1, Timings = timings, Time = time, Logger = NullLogger<AttemptRun>.Instance,
        };
        await new NodeSession(parts, attempts, contact, loggers).RunAsync(stop);
    }
}
