using System.Globalization;
using System.Net.Http.Headers;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.SystemTests.Harness;

/// <summary>A server and an agent as real processes on free ports, with a data folder of their own and one signed-in user.</summary>
internal sealed class RealNetwork : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-system-").FullName;
    private readonly List<RealProcess> _processes = [];
    private HttpClient? _http;
    private int _webPort;
    private int _apiPort;

    public RealProcess Server { get; private set; } = null!;

    public RealProcess Agent { get; private set; } = null!;

    public UserApiClient User { get; private set; } = null!;

    /// <summary>How to reach the server's PostgreSQL; null when it has a file.</summary>
    public string? Postgres => ServerSettings.GetValueOrDefault("ModelMine__Postgres");

    public string DatabaseFile => Path.Combine(DataFolder, "modelmine.db");

    private string DataFolder => ServerSettings.GetValueOrDefault("ModelMine__DataFolder") ?? _folder;

    public Uri Web => new($"http://{Address}:{_webPort}/");

    public Uri Api => new($"http://{Address}:{_apiPort}/");

    private string Address => ServerSettings.GetValueOrDefault("ModelMine__BindAddress") ?? "127.0.0.1";

    private string JoinCodeFile => Path.Combine(_folder, "join-code");

    /// <summary>Settings of the server beside its own, such as <c>ModelMine__LeaseSeconds</c>.</summary>
    public IReadOnlyDictionary<string, string> ServerSettings { get; private init; } = new Dictionary<string, string>();

    /// <summary>Environment of the agents.</summary>
    public IReadOnlyDictionary<string, string> AgentEnvironment { get; private init; } = new Dictionary<string, string>();

    /// <summary>Options of the agents beside where to go.</summary>
    public IReadOnlyList<string> AgentOptions { get; private init; } = [];

    public static async Task<RealNetwork> StartAsync(
        Dictionary<string, string>? serverSettings = null, Dictionary<string, string>? agentEnvironment = null, params string[] agentOptions)
    {
        var network = new RealNetwork { ServerSettings = serverSettings ?? [], AgentEnvironment = agentEnvironment ?? [], AgentOptions = agentOptions };
        try
        {
            await network.StartServerAsync();
            network.StartAgent();
            await network.SignUpAsync();
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server: on free ports the first time, on the same ones after that.</summary>
    public async Task StartServerAsync()
    {
        Server = Add(RealProcess.Start(Programs.Server, [], new Dictionary<string, string>(ServerSettings)
        {
            ["ModelMine__DataFolder"] = DataFolder,
            ["ModelMine__WebPort"] = _webPort.ToString(CultureInfo.InvariantCulture),
            ["ModelMine__ApiPort"] = _apiPort.ToString(CultureInfo.InvariantCulture),
            ["ModelMine__LocalJoinCodeFile"] = JoinCodeFile,
            ["ModelMine__RetryBackoffSeconds"] = "0.2",
        }));
        var line = await Server.LineAsync(@"Web http://[^:]+:(?<web>\d+).* API http://[^:]+:(?<api>\d+)");
        _webPort = int.Parse(line.Groups["web"].Value, CultureInfo.InvariantCulture);
        _apiPort = int.Parse(line.Groups["api"].Value, CultureInfo.InvariantCulture);
    }

    public void StartAgent()
    {
        var environment = new Dictionary<string, string>(AgentEnvironment);
        if (File.Exists(JoinCodeFile)) environment["MODELMINE_JOIN_CODE"] = File.ReadAllText(JoinCodeFile).Trim();
        Agent = Add(RealProcess.Start(
            Programs.Agent, ["run", "--server", Api.ToString(), "--data", AgentFolder("agent"), "--name", "this machine", .. AgentOptions], environment));
    }

    /// <summary>Starts one more agent, as another machine's, and waits until it is ready.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="within">Words that run it elsewhere, such as in a network namespace.</param>
    public async Task<RealProcess> StartAnotherAgentAsync(string name, params IReadOnlyList<string> within)
    {
        var code = await User.CreateEnrolmentCodeAsync();
        var environment = new Dictionary<string, string>(AgentEnvironment) { ["MODELMINE_JOIN_CODE"] = code.Code };
        var agent = Add(RealProcess.Start(
            Programs.Agent, ["run", "--server", Api.ToString(), "--data", AgentFolder(name), "--name", name, .. AgentOptions], environment, within));
        await agent.LineAsync("Ready:");
        return agent;
    }

    /// <summary>Where an agent keeps everything.</summary>
    /// <param name="name">Its name.</param>
    public string AgentFolder(string name) => Path.Combine(_folder, name);

    /// <summary>A browser's address of a page.</summary>
    public string Page(string path) => new Uri(Web, path).ToString();

    /// <summary>What the processes printed, for the message of a failed test.</summary>
    public string Logs() => string.Join("\n--- next process ---\n", _processes.Select(process => process.Output));

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        foreach (var process in Enumerable.Reverse(_processes)) await process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task SignUpAsync()
    {
        _http = new HttpClient(new NamedConnectionFaults(new SocketsHttpHandler())) { BaseAddress = UserApiClient.BaseAddress(Api) };
        User = new UserApiClient(_http);
        await User.SignUpAsync(new Credentials("ada@example.org", "a long enough password"));
        var token = await User.CreateTokenAsync(new NewAccessToken("system tests", CanWrite: true));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
    }

    private RealProcess Add(RealProcess process)
    {
        _processes.Add(process);
        return process;
    }
}
