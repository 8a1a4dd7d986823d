using System.Globalization;
using ModelMine.Tests.Servers;

namespace ModelMine.SystemTests.Cluster;

/// <summary>Debian's nginx with the configuration that is shipped, on loopback, in front of servers on this machine.</summary>
internal sealed class NginxServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modelmine-nginx-").FullName;
    private LeashedProcess? _process;

    public int WebPort { get; } = ServerPorts.Free();

    public int ApiPort { get; } = ServerPorts.Free();

    /// <summary>Starts it.</summary>
    /// <param name="servers">Ports of the servers behind it.</param>
    public static async Task<NginxServer> StartAsync(IReadOnlyList<(int Web, int Api)> servers)
    {
        var nginx = new NginxServer();
        await File.WriteAllTextAsync(nginx.PathOf("modelmine.conf"), nginx.Shipped(servers));
        await File.WriteAllTextAsync(nginx.PathOf("nginx.conf"), nginx.Main());
        nginx._process = await LeashedProcess.StartAsync(null, "start worker processes", "nginx", "-e", "stderr", "-p", nginx._folder, "-c", nginx.PathOf("nginx.conf"));
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The shipped file; only names and ports are this machine's.</summary>
    private string Shipped(IReadOnlyList<(int Web, int Api)> servers)
    {
        var text = File.ReadAllText(Path.Combine(Root(), "deploy", "nginx", "modelmine.conf"));
        text = Servers(text, "3000", [.. servers.Select(server => server.Web)]);
        text = Servers(text, "4000", [.. servers.Select(server => server.Api)]);
        return Port(Port(text, "3000", WebPort), "4000", ApiPort);
    }

    private static string Servers(string text, string shippedPort, int[] ports)
    {
        const string rest = " max_fails=0;\n";
        var shipped = $"    server server1:{shippedPort}{rest}    server server2:{shippedPort}{rest}";
        if (!text.Contains(shipped, StringComparison.Ordinal)) throw new InvalidOperationException("The shipped file names its servers otherwise than this expects.");
        return text.Replace(shipped, string.Concat(ports.Select(port => $"    server 127.0.0.1:{port}{rest}")), StringComparison.Ordinal);
    }

    private static string Port(string text, string shipped, int port) => text
        .Replace($"listen {shipped};", $"listen 127.0.0.1:{port};", StringComparison.Ordinal)
        .Replace($"    {shipped}    modelmine", string.Create(CultureInfo.InvariantCulture, $"    {port}    modelmine"), StringComparison.Ordinal);

    private string Main() => $$"""
        daemon off;
        worker_processes 1;
        {{(Environment.UserName == "root" ? "user root;" : "")}}
        pid {{PathOf("nginx.pid")}};
        error_log stderr notice;
        events { worker_connections 1024; }
        http {
            access_log off;
            client_body_temp_path {{PathOf("body")}};
            proxy_temp_path {{PathOf("proxy")}};
            fastcgi_temp_path {{PathOf("fastcgi")}};
            uwsgi_temp_path {{PathOf("uwsgi")}};
            scgi_temp_path {{PathOf("scgi")}};
            include {{PathOf("modelmine.conf")}};
        }
        """;

    private string PathOf(string name) => Path.Combine(_folder, name);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ModelMine.slnx"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository is not above the test.");
        return folder.FullName;
    }
}
