using ModelMine.Core.Contracts.Client;
using ModelMine.Server.Shell;
using ModelMine.Tests.Servers;

namespace ModelMine.Tests.Server.Cluster;

/// <summary>Two whole servers as one: the same PostgreSQL, Redis and folder of blobs.</summary>
public sealed class TestCluster : IAsyncLifetime
{
    private readonly string _blobs = Directory.CreateTempSubdirectory("modelmine-shared-").FullName;
    private RedisServer _redis = null!;
    private TestDatabase _database = null!;

    internal TestApp A { get; private set; } = null!;

    internal TestApp B { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _database = await TestDatabase.CreateAsync(StorageProduct.Postgres);
        A = await StartAsync();
        B = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (A is not null) await A.DisposeAsync();
        if (B is not null) await B.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
        Directory.Delete(_blobs, recursive: true);
    }

    /// <summary>The same user, with the same session, at the other server.</summary>
    internal static TestUser At(TestApp server, TestUser user, string cookie)
    {
        var http = server.CreateClient();
        http.DefaultRequestHeaders.Add("Cookie", cookie);
        return user with { Http = http, Api = new UserApiClient(http) };
    }

    /// <summary>The same node at the other server.</summary>
    internal static TestNode At(TestApp server, TestNode node)
    {
        var http = server.CreateClient(node.Token);
        return node with { Http = http, Api = new NodeApiClient(http) };
    }

    private Task<TestApp> StartAsync() => TestApp.StartAsync(
        new()
        {
            ["ModelMine:Cluster"] = "redis",
            ["ModelMine:Redis"] = _redis.Configuration,
            ["ModelMine:BlobFolder"] = _blobs,
        },
        shared: _database);
}
