using System.Globalization;
using System.Net.Http.Headers;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.SystemTests.Harness;
using ModelMine.Tests.Servers;

namespace ModelMine.SystemTests.Cluster;

/// <summary>Servers as real processes on one PostgreSQL, one Redis and one folder of blobs, behind nginx, with one signed-in user.</summary>
internal sealed class RealCluster : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-cluster-").FullName;
    private readonly List<RealProcess> _processes = [];
    private readonly List<HttpClient> _clients = [];
    private (int Web, int Api)[] _ports = [];
    private NginxServer _nginx = null!;
    private string _postgres = "";
    private Func<int, IEnumerable<KeyValuePair<string, string>>> _environment = _ => [];

    public PostgresServer Postgres { get; private set; } = null!;

    public RedisServer Redis { get; private set; } = null!;

    public RealProcess[] Servers { get; private set; } = [];

    /// <summary>The pages, through nginx.</summary>
    public Uri Web => new($"http://127.0.0.1:{_nginx.WebPort}/");

    /// <summary>The API, through nginx.</summary>
    public Uri Api => new($"http://127.0.0.1:{_nginx.ApiPort}/");

    /// <summary>The user, through nginx.</summary>
    public UserApiClient User { get; private set; } = null!;

    public string PostgresConnection => _postgres;

    /// <summary>Starts all of it.</summary>
    /// <param name="servers">How many servers.</param>
    /// <param name="environment">Environment of a server beside its settings, such as a wrong clock.</param>
    public static async Task<RealCluster> StartAsync(int servers = 2, Func<int, IEnumerable<KeyValuePair<string, string>>>? environment = null)
    {
        var cluster = new RealCluster { _environment = environment ?? (_ => []) };
        try
        {
            cluster.Postgres = await PostgresServer.StartAsync("fsync=off");
            cluster._postgres = cluster.Postgres.ConnectionString(await cluster.Postgres.CreateDatabaseAsync());
            cluster.Redis = await RedisServer.StartAsync();
            cluster.Servers = new RealProcess[servers];
            cluster._ports = [.. Enumerable.Range(0, servers).Select(_ => (ServerPorts.Free(), ServerPorts.Free()))];
            cluster._nginx = await NginxServer.StartAsync(cluster._ports);
            await Task.WhenAll(Enumerable.Range(0, servers).Select(cluster.StartServerAsync));
            cluster.User = await cluster.SignUpAsync("ada@example.org");
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a server, always on the same ports, and waits until it can serve.</summary>
    public async Task StartServerAsync(int index)
    {
        var server = RealProcess.Start(Programs.Server, [], new Dictionary<string, string>(_environment(index))
        {
            ["ModelMine__DataFolder"] = Path.Combine(_folder, $"server{index}"),
            ["ModelMine__WebPort"] = _ports[index].Web.ToString(CultureInfo.InvariantCulture),
            ["ModelMine__ApiPort"] = _ports[index].Api.ToString(CultureInfo.InvariantCulture),
            ["ModelMine__Storage"] = "postgres",
            ["ModelMine__Postgres"] = _postgres,
            ["ModelMine__Cluster"] = "redis",
            ["ModelMine__Redis"] = Redis.Configuration,
            ["ModelMine__BlobFolder"] = Path.Combine(_folder, "blobs"),
            ["ModelMine__TrustedProxies"] = "127.0.0.1",
            ["ModelMine__RetryBackoffSeconds"] = "0.2",
            ["ModelMine__RateLimits__NodeBurst"] = "10000",
            ["ModelMine__RateLimits__ApiBurst"] = "10000",
        });
        lock (_processes) _processes.Add(server);
        Servers[index] = server;
        await server.LineAsync(@"Web http://\S+ API http");
        using var http = NewClient(ApiOf(index));
        while (!(await http.GetAsync(new Uri("health/ready", UriKind.Relative))).IsSuccessStatusCode)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
    }

    /// <summary>The API of one server, past nginx.</summary>
    public Uri ApiOf(int index) => new($"http://127.0.0.1:{_ports[index].Api}/");

    /// <summary>Signs somebody up through nginx.</summary>
    public async Task<UserApiClient> SignUpAsync(string email)
    {
        var http = NewClient(UserApiClient.BaseAddress(Api));
        var user = new UserApiClient(http);
        await user.SignUpAsync(new Credentials(email, "a long enough password"));
        var token = await user.CreateTokenAsync(new NewAccessToken("system tests", CanWrite: true));
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        return user;
    }

    /// <summary>A client that goes with the cluster.</summary>
    public HttpClient NewClient(Uri address)
    {
        var http = new HttpClient(new NamedConnectionFaults(new SocketsHttpHandler())) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        lock (_clients) _clients.Add(http);
        return http;
    }

    /// <summary>Reads one number from the database, past the servers.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new Npgsql.NpgsqlConnection($"{_postgres};Pooling=false");
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>What the servers printed, for the message of a failed test.</summary>
    public string Logs() => string.Join("\n--- next process ---\n", _processes.Select(process => process.Output));

    public async ValueTask DisposeAsync()
    {
        foreach (var http in _clients) http.Dispose();
        foreach (var process in _processes) await process.DisposeAsync();
        if (_nginx is not null) await _nginx.DisposeAsync();
        if (Redis is not null) await Redis.DisposeAsync();
        if (Postgres is not null) await Postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
