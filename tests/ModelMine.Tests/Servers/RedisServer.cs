using System.Globalization;

namespace ModelMine.Tests.Servers;

/// <summary>A Redis of its own on loopback, with its append-only file in a temporary folder.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-redis-").FullName;
    private readonly int _port = ServerPorts.Free();
    private LeashedProcess? _process;

    private RedisServer()
    {
    }

    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer();
        await server.StartAgainAsync();
        return server;
    }

    public int Port => _port;

    /// <summary>How to reach it, in the words of StackExchange.Redis.</summary>
    public string Configuration => $"127.0.0.1:{_port}";

    /// <summary>Starts it after a stop, on the same port with the same data.</summary>
    public async Task StartAgainAsync() => _process = await LeashedProcess.StartAsync(
        null, "Ready to accept connections",
        "redis-server", "--port", _port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder, "--appendonly", "yes", "--save", "");

    /// <summary>Stops it; what was written stays.</summary>
    public async Task StopAsync()
    {
        if (_process is null) return;
        await _process.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
