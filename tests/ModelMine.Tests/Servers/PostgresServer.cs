using System.Globalization;
using Npgsql;

namespace ModelMine.Tests.Servers;

/// <summary>
/// A PostgreSQL of its own on loopback, with its data in a temporary folder, run by the user <c>postgres</c> when this
/// process is root (PostgreSQL refuses root).
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";

    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-postgres-").FullName;
    private readonly int _port = ServerPorts.Free();
    private readonly string[] _settings;
    private LeashedProcess? _process;
    private int _databases;

    private PostgresServer(string[] settings) => _settings = settings;

    /// <summary>Makes the data folder and starts the server.</summary>
    /// <param name="settings">Settings, such as <c>fsync=off</c>.</param>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        var server = new PostgresServer(settings);
        if (Environment.UserName == "root") await ShellCommand.RunAsync(null, "chown", User, server._folder);
        await ShellCommand.RunAsync(User, Program("initdb"), "-D", server.Data, "-U", User, "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust", "--no-sync");
        await server.StartAgainAsync();
        return server;
    }

    public int Port => _port;

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Starts it after a stop, on the same port with the same data.</summary>
    public async Task StartAgainAsync() => _process = await LeashedProcess.StartAsync(
        User, "database system is ready to accept connections",
        [
            Program("postgres"), "-D", Data, "-p", _port.ToString(CultureInfo.InvariantCulture), "-k", _folder, "-c", "listen_addresses=127.0.0.1",
            .. _settings.SelectMany(setting => new[] { "-c", setting }),
        ]);

    /// <summary>Stops it as a crash would: connections break, nothing is tidied up.</summary>
    public Task StopImmediatelyAsync() => StopAsync("immediate");

    /// <summary>Stops it as an administrator would: open transactions are rolled back.</summary>
    public Task StopFastAsync() => StopAsync("fast");

    /// <summary>How to reach a database on it.</summary>
    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={_port};Username={User};Database={database}";

    /// <summary>Makes a database.</summary>
    /// <param name="template">What it begins as; empty when left out.</param>
    /// <returns>Its name.</returns>
    public async Task<string> CreateDatabaseAsync(string template = "template1")
    {
        var name = $"modelmine_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync("postgres", $"CREATE DATABASE {name} TEMPLATE {template}");
        return name;
    }

    /// <summary>Removes a database, whoever is connected to it.</summary>
    public Task DropDatabaseAsync(string name) => ExecuteAsync("postgres", $"DROP DATABASE {name} WITH (FORCE)");

    /// <summary>Runs a statement past the server under test.</summary>
    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString(database)};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await StopImmediatelyAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StopAsync(string mode)
    {
        await ShellCommand.RunAsync(User, Program("pg_ctl"), "stop", "-D", Data, "-m", mode, "-w");
        await _process!.DisposeAsync();
        _process = null;
    }

    private static string Program(string name) =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin", name)).FirstOrDefault(File.Exists) ?? name
            : name;
}
