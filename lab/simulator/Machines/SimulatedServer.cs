using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ModelMine.Core.Contracts;
using ModelMine.Server.Blobs;
using ModelMine.Server.Data;
using ModelMine.Server.Datasets;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Jobs;
using ModelMine.Server.Nodes;
using ModelMine.Server.Shell;
using ModelMine.Server.Tokens;
using ModelMine.Simulator.Kernel;
using ModelMine.Simulator.Store;

namespace ModelMine.Simulator.Machines;

/// <summary>
/// One process of the server, with the shipped dispatch, leases, settlement, tokens and ledger. What it holds in memory is gone
/// when it is killed; the next one finds the database as it is.
/// </summary>
internal sealed class SimulatedServer : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly WriterSession _session;
    private readonly SqliteConnection[] _connections;

    public SimulatedServer(Actor actor, Cluster cluster)
    {
        Actor = actor;
        var (writing, reading) = (cluster.Database.Open(), cluster.Database.Open());
        _connections = [writing, reading];
        var session = _session = new WriterSession(cluster.Database, actor, writing, cluster.Paths);
        var product = new SimulatedProduct(SimulatedDatabase.Pool(writing, session), session);
        var readers = SimulatedDatabase.Pool(reading, new ReaderSession(cluster.Database, actor));
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<TimeProvider>(actor.Clock);
        services.AddOptions<UserLimitOptions>().Configure(options => options.RunningJobs = cluster.RunningJobs);
        services.AddOptions<ModelMineOptions>().Configure(options => options.LeaseSeconds = cluster.LeaseSeconds);
        services.AddSingleton<IDbContextFactory<ModelMineDb>>(new Contexts(readers));
        services.AddMetrics().AddSingleton<WriterMeter>();
        services.AddSingleton(provider => new GroupCommit(product, provider.GetRequiredService<WriterMeter>(), provider.GetRequiredService<ILogger<GroupCommit>>()));
        services.AddTokens().AddJobs().AddDispatch().AddBlobs().AddDatasets();
        services.AddSingleton<TakeHeartbeat>().AddSingleton<NodeRights>().AddSingleton<NodeMaintenance>();
        services.AddSingleton(provider => new NodeQueries(
            provider.GetRequiredService<IDbContextFactory<ModelMineDb>>(), provider.GetRequiredService<NodePresence>(),
            provider.GetRequiredService<NodeRights>(), provider.GetRequiredService<IGrainFactory>()));
        services.AddSingleton<NodePresence>().AddSingleton<INodePresence>(provider => provider.GetRequiredService<NodePresence>());
        services.AddSingleton<IJobEventSink, NoSink>();
        services.AddSingleton(SimulatedGrains.Of(() => cluster.Network, topic => cluster.Ring(this, topic)));
        _services = services.BuildServiceProvider();
    }

    public Actor Actor { get; }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Starts its writer and its sweep.</summary>
    public SimulatedServer Start()
    {
        Actor.Start(() => Execute(Get<GroupCommit>(), CancellationToken.None));
        Actor.Start(SweepAsync);
        return this;
    }

    public void Dispose()
    {
        _session.End();
        foreach (var connection in _connections) connection.Dispose();
    }

    private async Task SweepAsync()
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), Actor.Clock);
            try
            {
                var taken = await Get<LostAttemptSweep>().SweepAsync(CancellationToken.None);
                if (taken > 0) Actor.Note($"sweep took {taken}");
            }
            catch (Exception error) when (error is UnknownOutcomeException || DatabaseFaults.IsUnavailable(error) || DatabaseFaults.IsCollision(error))
            {
                Actor.Note($"sweep missed: {error.GetType().Name}");
            }
        }
    }

    /// <summary>Not by its host: that would start it outside of the actor.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "ExecuteAsync")]
    private static extern Task Execute(GroupCommit writer, CancellationToken stopping);

    private sealed class Contexts(IDbContextFactory<SqliteModelMineDb> pool) : IDbContextFactory<ModelMineDb>
    {
        public ModelMineDb CreateDbContext() => pool.CreateDbContext();
    }

    private sealed class NoSink : IJobEventSink
    {
        public void Publish(string userId, JobEvent jobEvent)
        {
        }
    }
}
