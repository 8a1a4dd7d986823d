using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;
using ModelMine.Core.Ledger;
using ModelMine.Server.Shell;
using ModelMine.Server.Shell.Ports;

namespace ModelMine.Tests.Server;

/// <summary>
/// The whole server as it is run, in this process: its own Program, real Kestrel on free loopback ports, a database file in
/// a folder of its own. Settings are given as to the real one (<c>ModelMine:LeaseSeconds</c>, …).
/// <code>
/// await using var app = await TestApp.StartAsync();
/// var user = await app.CreateUserAsync();
/// await user.Api.SubmitAsync(…);
/// </code>
/// </summary>
internal sealed class TestApp : IAsyncDisposable
{
    private readonly string _folder;
    private readonly bool _keepsFolder;
    private readonly TestDatabase? _database;
    private readonly Host _host;
    private readonly List<HttpClient> _clients = [];

    private TestApp(string folder, bool keepsFolder, TestDatabase? database, Host host) =>
        (_folder, _keepsFolder, _database, _host) = (folder, keepsFolder, database, host);

    public Uri Web => Get<ListeningPorts>().Web;

    public Uri Api => Get<ListeningPorts>().Api;

    public string DataFolder => _folder;

    public IServiceProvider Services => _host.Services;

    /// <summary>Starts a server.</summary>
    /// <param name="settings">Settings of its configuration.</param>
    /// <param name="services">Replaces parts of it.</param>
    /// <param name="time">Its clock; the system's when left out.</param>
    /// <param name="dataFolder">An existing data folder, which is then left where it is; a new one that goes with the server when left out.</param>
    /// <param name="environment">What <c>ASPNETCORE_ENVIRONMENT</c> would say.</param>
    /// <param name="storage">Which database it runs on; see <see cref="TestDatabase"/>.</param>
    /// <param name="shared">A database that it shares with others, and which is left where it is.</param>
    public static async Task<TestApp> StartAsync(
        Dictionary<string, string>? settings = null, Action<IServiceCollection>? services = null, TimeProvider? time = null, string? dataFolder = null,
        string? environment = null, StorageProduct? storage = null, TestDatabase? shared = null)
    {
        // A data folder that outlives the server has its database in it.
        var database = shared ?? await TestDatabase.CreateAsync(dataFolder is null ? storage : StorageProduct.Sqlite);
        var folder = dataFolder ?? Directory.CreateTempSubdirectory("modelmine-app-").FullName;
        var host = new Host(folder, database, environment ?? Environments.Production, settings ?? [], replaced =>
        {
            if (time is not null)
            {
                replaced.Replace(ServiceDescriptor.Singleton(time));
                replaced.AddSingleton<IDbCommandInterceptor>(new FakeDatabaseClock(time));
            }

            services?.Invoke(replaced);
        });
        host.UseKestrel();

        // The host starts synchronously; a test must not hold its thread meanwhile.
        return await Task.Run(() =>
        {
            host.StartServer();
            return new TestApp(folder, dataFolder is not null, shared is null ? database : null, host);
        });
    }

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>A browser of its own that nobody has signed in with: keeps cookies, follows no redirects. Its base is the API on the web port.</summary>
    public HttpClient CreateClient() => CreateClient(new Uri(Web, "/api/"));

    /// <summary>A browser of its own that nobody has signed in with.</summary>
    /// <param name="baseAddress">What relative paths are relative to.</param>
    public HttpClient CreateClient(Uri baseAddress)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = baseAddress, Timeout = TimeSpan.FromMinutes(2) };
        _clients.Add(client);
        return client;
    }

    /// <summary>A client that shows a bearer token: a user's or a node's.</summary>
    public HttpClient CreateClient(string bearer)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", bearer);
        return client;
    }

    /// <summary>Signs a new user up; its client has the session's cookie.</summary>
    public async Task<TestUser> CreateUserAsync(string? email = null, string password = TestUser.DefaultPassword)
    {
        var http = CreateClient();
        var api = new UserApiClient(http);
        var account = await api.SignUpAsync(new Credentials(email ?? $"{Id.New("user")}@example.org", password));
        return new TestUser(account.UserId, account.Email, password, http, api);
    }

    /// <summary>Enrols a machine, with a code that a user asked for.</summary>
    public async Task<TestNode> CreateNodeAsync(TestUser? owner = null, int slots = 2, string name = "test node")
    {
        owner ??= await CreateUserAsync();
        var code = await owner.Api.CreateEnrolmentCodeAsync();
        var key = NodeKey.Create();
        var api = new NodeApiClient(CreateClient());
        var node = await api.EnrolAsync(new EnrolRequest(code.Code, name, key.PublicKey, TestNode.Facts(slots)), CancellationToken.None);
        var http = CreateClient(node.Token);
        return new TestNode(node.NodeId, node.Token, key, http, new NodeApiClient(http));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        await _host.DisposeAsync();
        if (_database is not null) await _database.DisposeAsync();
        if (!_keepsFolder) Directory.Delete(_folder, recursive: true);
    }

    private sealed class Host(string folder, TestDatabase database, string environment, Dictionary<string, string> settings, Action<IServiceCollection> replace)
        : WebApplicationFactory<ModelMineOptions>
    {
        // A mistake in what is shared and what is not shall show in any test, not only where it is looked for.
        protected override IHost CreateHost(IHostBuilder builder) => base.CreateHost(builder.UseDefaultServiceProvider(provider =>
        {
            provider.ValidateScopes = true;
            provider.ValidateOnBuild = true;
        }));

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(environment);
            builder.UseSetting("ModelMine:DataFolder", folder);
            if (database.Product != StorageProduct.Sqlite) builder.UseSetting("ModelMine:Storage", database.Product.ToString());
            if (database.ConnectionString is { } connectionString) builder.UseSetting("ModelMine:Postgres", connectionString);
            builder.UseSetting("ModelMine:WebPort", "0");
            builder.UseSetting("ModelMine:ApiPort", "0");
            foreach (var source in new[] { "Default", "Override:Microsoft", "Override:Orleans", "Override:System" })
                builder.UseSetting($"Serilog:MinimumLevel:{source}", "Fatal");
            foreach (var (name, value) in settings) builder.UseSetting(name, value);
            builder.ConfigureServices(replace);
        }
    }
}
