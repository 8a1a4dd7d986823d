using System.Globalization;
using ModelMine.Load.Measuring;
using ModelMine.SystemTests.Harness;
using ModelMine.Tests.Servers;
using Npgsql;

namespace ModelMine.Load.Network;

/// <summary>
/// The network under load: servers as real processes on one PostgreSQL (which waits for its disk, as in earnest), one Redis and
/// one folder of blobs, all on loopback. Ends with this process.
/// </summary>
internal sealed class LoadNetwork : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-load-").FullName;
    private readonly List<RealProcess> _servers = [];
    private readonly List<Uri> _apis = [];
    private PostgresServer _postgres = null!;
    private RedisServer _redis = null!;

    /// <summary>The API of each server.</summary>
    public IReadOnlyList<Uri> Apis => _apis;

    public string PostgresConnection { get; private set; } = "";

    /// <summary>The processes to watch, by name.</summary>
    public IReadOnlyDictionary<string, int> Processes { get; private set; } = new Dictionary<string, int>();

    /// <summary>Starts it.</summary>
    /// <param name="servers">How many servers.</param>
    /// <param name="settings">Settings of the servers beside those that the load needs, such as <c>ModelMine__LeaseSeconds</c>.</param>
    public static async Task<LoadNetwork> StartAsync(int servers, IReadOnlyDictionary<string, string> settings)
    {
        var network = new LoadNetwork();
        try
        {
            network._postgres = await PostgresServer.StartAsync("max_connections=200");
            network.PostgresConnection = network._postgres.ConnectionString(await network._postgres.CreateDatabaseAsync());
            network._redis = await RedisServer.StartAsync();
            for (var index = 0; index < servers; index++) await network.StartServerAsync(index, settings);
            network.Processes = network.FindProcesses();
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Reads one number from the database, past the servers.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{PostgresConnection};Pooling=false;Command Timeout=120");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>The last lines of each server, for when something broke.</summary>
    public string LastWords() => string.Join('\n', _servers.Select((server, index) => $"--- server {index + 1}\n{string.Join('\n', server.Output.Split('\n').TakeLast(20))}"));

    /// <summary>What the servers warned of.</summary>
    public IReadOnlyList<string> Warnings() =>
        [.. _servers.SelectMany(server => server.Output.Split('\n')).Where(line => line.Contains(" WRN ", StringComparison.Ordinal) || line.Contains(" ERR ", StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartServerAsync(int index, IReadOnlyDictionary<string, string> settings)
    {
        var (web, api) = (ServerPorts.Free(), ServerPorts.Free());
        var environment = new Dictionary<string, string>
        {
            ["ModelMine__DataFolder"] = Path.Combine(_folder, $"server{index}"),
            ["ModelMine__WebPort"] = web.ToString(CultureInfo.InvariantCulture),
            ["ModelMine__ApiPort"] = api.ToString(CultureInfo.InvariantCulture),
            ["ModelMine__Storage"] = "postgres",
            ["ModelMine__Postgres"] = PostgresConnection,
            ["ModelMine__Cluster"] = "redis",
            ["ModelMine__Redis"] = _redis.Configuration,
            ["ModelMine__BlobFolder"] = Path.Combine(_folder, "blobs"),

            // A machine that is filled to the brim keeps a server waiting for a processor: that is no death.
            ["ModelMine__SilenceSeconds"] = "10",

            // All of this load comes from one address and a few users.
            ["ModelMine__RateLimits__AuthPerMinute"] = "100000",
            ["ModelMine__RateLimits__ApiPerSecond"] = "100000",
            ["ModelMine__RateLimits__ApiBurst"] = "1000000",
        };
        foreach (var (name, value) in settings) environment[name] = value;
        var server = RealProcess.Start(Programs.Server, [], environment);
        _servers.Add(server);
        await server.LineAsync(@"Web http://\S+ API http");
        _apis.Add(new Uri($"http://127.0.0.1:{api}/"));
    }

    private Dictionary<string, int> FindProcesses()
    {
        var found = new Dictionary<string, int> { ["load"] = Environment.ProcessId };
        for (var index = 0; index < _servers.Count; index++) found[$"server {index + 1}"] = _servers[index].Id;
        found["PostgreSQL"] = ProcessReading.Find("postgres", $"-p {_postgres.Port}");
        found["Redis"] = ProcessReading.Find("redis-server", $":{_redis.Port}");
        return found;
    }
}
