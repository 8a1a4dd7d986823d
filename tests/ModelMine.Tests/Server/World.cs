using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;
using ModelMine.Server.Blobs;
using ModelMine.Server.Data;
using ModelMine.Server.Datasets;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Jobs;
using ModelMine.Server.Ledger;
using ModelMine.Server.Nodes;
using ModelMine.Server.Shell;
using ModelMine.Server.Tokens;
using NSubstitute;

namespace ModelMine.Tests.Server;

/// <summary>
/// The server's rules on a real database file with a fake clock, without HTTP: what dispatch, settlement and tokens do,
/// one call after the other.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    public const string AnyConfig = """{"epochs":1,"batchSize":32,"learningRate":0.001,"modelType":"mlp"}""";

    private readonly ServiceProvider _services;
    private readonly string _folder;

    private readonly TestDatabase _database;
    private readonly bool _ownsDatabase;

    private World(ServiceProvider services, string folder, TestDatabase database, bool ownsDatabase, FakeTimeProvider time) =>
        (_services, _folder, _database, _ownsDatabase, Time) = (services, folder, database, ownsDatabase, time);

    public FakeTimeProvider Time { get; }

    public required RecordedEvents Events { get; init; }

    /// <summary>The nodes that are said to heartbeat.</summary>
    public required List<PresentNode> Online { get; init; }

    public required Dictionary<string, NodeKey> NodeKeys { get; init; }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public static async Task<World> CreateAsync(
        Action<ModelMineOptions>? configure = null, Action<UserLimitOptions>? limit = null, StorageProduct? storage = null, IDbCommandInterceptor? interceptor = null) =>
        await StartAsync(
            await TestDatabase.CreateAsync(storage), ownsDatabase: true, new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)), [], configure, limit, interceptor);

    /// <summary>One more server on the same database, with the same clock. It ends before the first one does.</summary>
    public Task<World> AnotherServerAsync(IDbCommandInterceptor? interceptor = null) => StartAsync(_database, ownsDatabase: false, Time, NodeKeys, null, null, interceptor);

    private static async Task<World> StartAsync(
        TestDatabase stored, bool ownsDatabase, FakeTimeProvider time, Dictionary<string, NodeKey> nodeKeys, Action<ModelMineOptions>? configure, Action<UserLimitOptions>? limit,
        IDbCommandInterceptor? interceptor)
    {
        var folder = Directory.CreateTempSubdirectory("modelmine-world-").FullName;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<IDbCommandInterceptor>(new FakeDatabaseClock(time));
        if (interceptor is not null) services.AddSingleton(interceptor);
        services.AddOptions<UserLimitOptions>().Configure(options => limit?.Invoke(options));
        services.AddOptions<ModelMineOptions>().Configure(options =>
        {
            options.DataFolder = folder;
            (options.Storage, options.Postgres) = (stored.Product, stored.ConnectionString);
            configure?.Invoke(options);
        });
        services.AddData().AddTokens().AddJobs().AddDispatch().AddBlobs().AddDatasets().AddLedger();
        services.AddSingleton(Substitute.For<IGrainFactory>());
        var presence = Substitute.For<INodePresence>();
        var online = new List<PresentNode>();
        presence.OnlineAsync().Returns(_ => new ValueTask<IReadOnlyList<PresentNode>>([.. online]));
        services.AddSingleton(presence);
        var events = new RecordedEvents();
        services.AddSingleton<IJobEventSink>(events);
        var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<DatabaseProduct>().MigrateAsync(CancellationToken.None);
        await provider.GetRequiredService<GroupCommit>().StartAsync(CancellationToken.None);
        return new World(provider, folder, stored, ownsDatabase, time) { Events = events, Online = online, NodeKeys = nodeKeys };
    }

    public async Task<string> UserAsync(long tokens = 1000)
    {
        var userId = Id.New("usr");
        await Get<GroupCommit>().WriteAsync(scope => TokenTransfers.TryMoveAsync(
            scope, Wallet.Issuance, Wallet.OfUser(userId), tokens, "GRANT", null, $"grant:{userId}"));
        return userId;
    }

    public async Task<string> NodeAsync(int slots = 1, string session = "s1", NodeFacts? facts = null)
    {
        var nodeId = Id.New("node");
        var key = NodeKeys[nodeId] = NodeKey.Create();
        await Get<GroupCommit>().WriteAsync(async scope =>
        {
            scope.Database.Add(new Node
            {
                Id = nodeId, Name = $"node {NodeKeys.Count}", TokenHash = nodeId, PublicKey = key.PublicKey, Facts = JsonSerializer.Serialize(facts ?? TestNode.Facts(slots), ModelMineJson.Options), Slots = slots,
                SessionId = session, EnrolledAt = Time.GetUtcNow(),
            });
            return await scope.Database.SaveChangesAsync();
        });
        return nodeId;
    }

    public async Task<JobDetail> SubmitAsync(string userId, long stake = 100, int priority = 50, string? key = null, JobRequires? requires = null, string config = AnyConfig) =>
        (await Get<SubmitJob>().ExecuteAsync(
            userId,
            new SubmitJobRequest { Title = "A job", Config = JsonElement.Parse(config), TokenStake = stake, Priority = priority, Requires = requires },
            key,
            CancellationToken.None)).Job;

    public async Task<AttemptGrant?> ClaimAsync(string nodeId, string session = "s1", int memory = 100_000, int? disk = null) =>
        (await Get<GrantAttempts>().ExecuteAsync(nodeId, new ClaimRequest(session, 1, memory, 0, disk), CancellationToken.None)).SingleOrDefault();

    public async Task<CompletionReceipt> CompleteAsync(string nodeId, AttemptGrant grant, double score = 0.9)
    {
        var result = Results.Of(grant, score);
        await StoreBlobAsync(result.WeightsDigest, result.WeightsBytes);
        var statement = ResultStatement.ToBytes(grant.JobId, grant.AttemptId, nodeId, grant.LeaseEpoch, result);
        var report = new CompletionReport(grant.LeaseEpoch, result, NodeKeys[nodeId].Sign(statement));
        return await Get<CompleteAttempt>().ExecuteAsync(nodeId, grant.AttemptId, report, CancellationToken.None);
    }

    public Task<LeaseRenewal> ReportAsync(string nodeId, AttemptGrant grant, long seq, double fraction = 0.5) =>
        Get<TakeReport>().ExecuteAsync(nodeId, grant.AttemptId, Results.Report(grant, seq, fraction), CancellationToken.None);

    public Task StoreBlobAsync(string digest, long size) => Get<GroupCommit>().WriteAsync(scope => scope.ExecuteAsync($"""
        INSERT INTO blobs (digest, size, created_at) VALUES ({digest}, {size}, now_ms()) ON CONFLICT DO NOTHING
        """));

    /// <summary>Lets time pass on a server that sweeps steadily.</summary>
    /// <param name="time">How much.</param>
    /// <returns>How many attempts its sweep took back.</returns>
    public async Task<int> PassAsync(TimeSpan time)
    {
        var step = TimeSpan.FromSeconds(Get<IOptions<ModelMineOptions>>().Value.LeaseSeconds / 4);
        var taken = 0;
        for (var left = time; left > TimeSpan.Zero; left -= step)
        {
            Time.Advance(left < step ? left : step);
            taken += await Get<LostAttemptSweep>().SweepAsync(CancellationToken.None);
        }

        return taken;
    }

    public async Task<T> ReadAsync<T>(Func<ModelMineDb, Task<T>> read)
    {
        await using var database = await Get<IDbContextFactory<ModelMineDb>>().CreateDbContextAsync();
        return await read(database);
    }

    public Task<Job> JobAsync(string jobId) => ReadAsync(database => database.Jobs.AsNoTracking().SingleAsync(j => j.Id == jobId));

    public Task<long> BalanceAsync(string wallet) =>
        ReadAsync(database => database.Wallets.Where(w => w.Id == wallet).Select(w => w.Balance).FirstOrDefaultAsync());

    public async ValueTask DisposeAsync()
    {
        await Get<GroupCommit>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        if (_ownsDatabase) await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
