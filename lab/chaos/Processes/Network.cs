using ModelMine.Chaos.Load;
using ModelMine.Chaos.Proxies;
using ModelMine.Chaos.Runs;
using ModelMine.Tests.Servers;

namespace ModelMine.Chaos.Processes;

/// <summary>The network under test: every process of it, and the ways between them.</summary>
internal sealed class Network : IAsyncDisposable
{
    private const int DiskMiB = 128;
    /// <summary>Empty, well above what the server gives work for.</summary>
    private const int AgentDiskMiB = 160;

    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-chaos-").FullName;

    private Network(RunSettings settings) => Settings = settings;

    public RunSettings Settings { get; }

    public SharedHost Host { get; } = new();

    public RunRecord Record { get; } = new();

    public Exchanges Exchanges { get; } = new();

    public PostgresServer Postgres { get; private set; } = null!;

    public string PostgresConnection { get; private set; } = "";

    public Database Database { get; private set; } = null!;

    public RedisServer Redis { get; private set; } = null!;

    public SmallDisk? BlobDisk { get; private set; }

    /// <summary>Disk of the last agent.</summary>
    public SmallDisk? AgentDisk { get; private set; }

    /// <summary>Why there is no small disk; null when there is.</summary>
    public string? WhyNoDisk { get; private set; }

    public Servers Servers { get; private set; } = null!;

    public IReadOnlyList<ChaosAgent> Agents { get; private set; } = [];

    public IReadOnlyList<Route> UserRoutes { get; private set; } = [];

    public IReadOnlyList<ChaosUser> Users { get; private set; } = [];

    /// <summary>Starts everything, and waits until it works.</summary>
    public static async Task<Network> StartAsync(RunSettings settings, int users, CancellationToken cancellation)
    {
        var network = new Network(settings);
        try
        {
            await network.StartStoresAsync();
            await network.StartServersAsync(cancellation);
            network.Users = await SignUpAsync(users, network.Servers.ApiOf(0), cancellation);
            await network.StartAgentsAsync(cancellation);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Host.IsOver = true;
        foreach (var user in Users) user.Dispose();
        foreach (var agent in Agents) await agent.DisposeAsync();
        if (Servers is not null) await Servers.DisposeAsync();
        foreach (var route in UserRoutes) await route.DisposeAsync();
        if (Redis is not null) await Redis.DisposeAsync();
        if (Postgres is not null) await Postgres.DisposeAsync();
        if (BlobDisk is not null) await BlobDisk.DisposeAsync();
        if (AgentDisk is not null) await AgentDisk.DisposeAsync();
        Host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartStoresAsync()
    {
        Postgres = await PostgresServer.StartAsync("max_connections=200");
        PostgresConnection = Postgres.ConnectionString(await Postgres.CreateDatabaseAsync());
        Database = new Database(PostgresConnection);
        Redis = await RedisServer.StartAsync();
        (BlobDisk, WhyNoDisk) = await SmallDisk.MountAsync(Path.Combine(_folder, "blob-disk"), DiskMiB, Host.Leash);
        if (BlobDisk is not null) (AgentDisk, WhyNoDisk) = await SmallDisk.MountAsync(Path.Combine(_folder, "agent-disk"), AgentDiskMiB, Host.Leash);
    }

    private async Task StartServersAsync(CancellationToken cancellation)
    {
        var blobs = Path.Combine(BlobDisk?.Folder ?? _folder, "blobs");
        Servers = new Servers(Settings, _folder, PostgresConnection, Redis.Configuration, blobs, Host);
        await Servers.StartAsync(cancellation);
        UserRoutes = [.. Enumerable.Range(0, Settings.UserRoutes).Select(_ => new Route(Servers.ApiPorts, Exchanges))];
    }

    private static async Task<IReadOnlyList<ChaosUser>> SignUpAsync(int users, Uri server, CancellationToken cancellation)
    {
        var signedUp = new List<ChaosUser>();
        for (var user = 0; user < users; user++) signedUp.Add(await ChaosUser.SignUpAsync($"user{user}", server, cancellation));
        return signedUp;
    }

    private async Task StartAgentsAsync(CancellationToken cancellation)
    {
        var owner = Users[0].By(Servers.ApiOf(0));
        var agents = new List<ChaosAgent>();
        for (var index = 0; index < Settings.Agents; index++)
        {
            var code = await owner.CreateEnrolmentCodeAsync(cancellation);
            var folder = index == Settings.Agents - 1 && AgentDisk is { } disk ? Path.Combine(disk.Folder, "agent") : Path.Combine(_folder, $"agent{index}");
            agents.Add(ChaosAgent.Create(index, folder, new Route(Servers.ApiPorts, Exchanges), code.Code, Settings, Host));
        }

        Agents = agents;
        foreach (var agent in agents) agent.Process.Start();
        while (agents.Exists(agent => agent.NodeId is null)) await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellation);
    }
}
