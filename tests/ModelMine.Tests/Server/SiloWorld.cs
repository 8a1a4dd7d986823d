using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Dispatch;
using ModelMine.Server.Jobs;
using ModelMine.Server.Live;
using ModelMine.Server.Nodes;
using ModelMine.Server.Shell;
using ModelMine.Server.Tokens;

namespace ModelMine.Tests.Server;

/// <summary>The feed and the nodes on a real silo, a real database file and a fake clock, without HTTP.</summary>
public sealed class SiloWorld : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-feed-").FullName;
    private WebApplication _app = null!;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public JobFeed Feed => Get<JobFeed>();

    /// <summary>Decides what becomes of each event on its way from the commit to the feed; passes it on unless set.</summary>
    internal Action<JobFeed, string, JobEvent> LivePath { get; set; } = PassOn;

    public T Get<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.AddSilo();
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddOptions<ModelMineOptions>().Configure(options => options.DataFolder = _folder);
        builder.Services.AddData().AddTokens().AddJobs().AddDispatch().AddNodes().AddLive();
        builder.Services.AddSingleton<IJobEventSink>(services => new UnreliableSink(this, services.GetRequiredService<JobFeed>()));
        builder.Services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _app = builder.Build();
        (await _app.PrepareDatabaseAsync()).ShouldBeTrue();
        await _app.StartAsync();
    }

    /// <summary>A job without events.</summary>
    public async Task<string> JobAsync(string userId = "usr_a")
    {
        var id = Id.New("job");
        await Get<GroupCommit>().WriteAsync(async scope =>
        {
            scope.Database.Add(new Job
            {
                Id = id, UserId = userId, Title = "A job", Config = "{}", EffectiveConfig = "{}", ConfigDigest = "", ModelType = "mlp",
                Dataset = "mnist", MemoryMiB = 1, TokenStake = 100, Priority = 50, Status = JobStatus.Running, MaxAttempts = 3,
                CreatedAt = Time.GetUtcNow(), RankedAt = Time.GetUtcNow(), Lane = userId, NotBefore = Time.GetUtcNow(),
                LeaseExpiresAt = Time.GetUtcNow().AddSeconds(90),
            });
            return await scope.Database.SaveChangesAsync();
        });
        return id;
    }

    /// <summary>Stores the job's next event, and publishes it as the server does.</summary>
    public Task AppendAsync(string jobId, JobStatus status = JobStatus.Running, string userId = "usr_a") =>
        StoredEvents.AppendAsync(_app.Services, jobId, userId, status);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static void PassOn(JobFeed feed, string userId, JobEvent jobEvent) => feed.Publish(userId, jobEvent);

    private sealed class UnreliableSink(SiloWorld world, JobFeed feed) : IJobEventSink
    {
        public void Publish(string userId, JobEvent jobEvent) => world.LivePath(feed, userId, jobEvent);
    }
}
