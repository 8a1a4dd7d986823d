using System.Text.Json;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;
using ModelMine.Server.Data;
using ModelMine.Server.Nodes;
using ModelMine.Server.Tokens;
using ModelMine.Simulator.Judging;
using ModelMine.Simulator.Kernel;
using ModelMine.Simulator.Machines;
using ModelMine.Simulator.Net;
using ModelMine.Simulator.Store;

namespace ModelMine.Simulator.Story;

/// <summary>One story, told by its seed: some users, some nodes, some servers; faults for a while; then peace, and judgement.</summary>
internal sealed class Simulation : IDisposable
{
    private const int Users = 2;
    private static readonly TimeSpan FaultsLast = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PeaceLasts = TimeSpan.FromSeconds(300);
    private static readonly NodeKey[] Keys = [NodeKey.Create(), NodeKey.Create(), NodeKey.Create()];

    private readonly int _seed;
    private readonly Scheduler _scheduler;
    private readonly Weather _weather;
    private readonly SimulatedDatabase _database;
    private readonly Cluster _cluster;
    private readonly Books _books;
    private readonly Paths _paths = new();
    private readonly SimulatedNetwork _network;
    private readonly List<SimulatedNode> _nodes = [];
    private readonly List<SimulatedUser> _users = [];
    private readonly string _folder;
    private bool _isOver;

    private Simulation(int seed, Scheduler scheduler, Weather weather, SimulatedDatabase database, string folder)
    {
        (_seed, _scheduler, _weather, _database, _folder) = (seed, scheduler, weather, database, folder);
        _books = new Books(scheduler, database.Weakness.IsNone);
        _cluster = new Cluster(scheduler, database, weather, _paths, _books.Broke);
        _network = new SimulatedNetwork(scheduler, _cluster, weather, _books, _paths);
    }

    /// <summary>Tells the story of a seed.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="weakness">A fence that is taken down.</param>
    /// <param name="folder">Where agents may write.</param>
    /// <param name="show">Gets every line of the trace; null to keep the newest only.</param>
    public static async Task<Verdict> RunAsync(int seed, Weakness weakness, string folder, Action<string>? show = null)
    {
        var letters = new Random(seed);
        Id.Letters = () => new string(letters.GetItems<char>(Id.Alphabet, Id.Length));
        var scheduler = new Scheduler(seed, new Trace { Shown = show });
        var weather = Weather.Draw(scheduler);
        using var database = await SimulatedDatabase.CreateAsync(scheduler, weather, weakness);
        using var simulation = new Simulation(seed, scheduler, weather, database, folder);
        await simulation.PopulateAsync();
        return await simulation.TellAsync();
    }

    public void Dispose() => _cluster.Dispose();

    private async Task PopulateAsync()
    {
        var overlaps = new Overlaps(_scheduler, _books);
        await using var context = _database.Contexts.CreateDbContext();
        for (var index = 0; index < Users; index++)
        {
            var userId = Id.New("usr");
            await TokenTransfers.GrantAsync(new WriteScope(context), userId);
            _users.Add(new SimulatedUser(new Actor(_scheduler, $"u{index + 1}") { Failed = _books.Broke }, userId, _network, _books));
        }

        for (var index = 0; index < 1 + _scheduler.Random.Next(Keys.Length); index++)
        {
            var (nodeId, slots) = (Id.New("node"), 1 + _scheduler.Random.Next(2));
            context.Add(new Node
            {
                Id = nodeId, Name = $"node {index + 1}", TokenHash = nodeId, PublicKey = Keys[index].PublicKey, Slots = slots, EnrolledAt = ActorClock.Beginning,
                Facts = JsonSerializer.Serialize(new SimulatedMachine(slots).Facts, ModelMineJson.Options),
            });
            _nodes.Add(new SimulatedNode(_scheduler, $"n{index + 1}", nodeId, Keys[index], slots, _folder, _network, overlaps, _books.Broke));
        }

        await context.SaveChangesAsync();
    }

    private async Task<Verdict> TellAsync()
    {
        new Actor(_scheduler, "fate") { Failed = _books.Broke }.Start(PlotAsync);
        await _scheduler.RunAsync(() => _isOver || _books.Violation is not null);
        if (_books.Violation is null)
        {
            await using var context = _database.Contexts.CreateDbContext();
            if (await Judge.WhyNotAsync(context, _books, _paths, _cluster.LeaseSeconds) is { } wrong) _books.Violated(wrong);
        }

        return new Verdict(_seed, _books.Violation, _scheduler.Trace, _paths, _scheduler.Steps, _scheduler.Now);
    }

    private async Task PlotAsync()
    {
        var clock = ((Actor)SynchronizationContext.Current!).Clock;
        _cluster.StartAll();
        foreach (var node in _nodes) node.Start();
        var jobs = 4 + _scheduler.Random.Next(5);
        for (var job = 0; job < jobs; job++)
        {
            var (user, seed) = (_users[_scheduler.Random.Next(Users)], _scheduler.Random.Next(1_000));
            _scheduler.Add(_scheduler.Span(0, 20_000), null, () => user.Submit(seed));
        }

        var faults = new Faults(_scheduler, _cluster, _network, _nodes, _users[0], _paths);
        for (var left = _scheduler.Random.Next(9); left > 0; left--) _scheduler.Add(_scheduler.Span(0, FaultsLast.TotalMilliseconds), null, faults.Strike);
        await Task.Delay(FaultsLast, clock);
        _weather.Clear();
        faults.End();
        _scheduler.Note("fate", "peace");
        var end = _scheduler.Now + PeaceLasts;
        while ((_users.Exists(user => user.IsBusy) || _database.HasOpenJobs()) && _scheduler.Now < end) await Task.Delay(TimeSpan.FromSeconds(2), clock);
        if (_users.Exists(user => user.IsBusy) && _database.Weakness.IsNone) _books.Violated($"A user still waits for an answer, {PeaceLasts.TotalSeconds:0} s after all faults ended");

        // Should a job be open still, the judge says so, and what else is wrong.
        _isOver = true;
    }
}
