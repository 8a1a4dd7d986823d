using System.Globalization;
using ModelMine.Chaos.Runs;
using ModelMine.SystemTests.Harness;
using ModelMine.Tests.Servers;

namespace ModelMine.Chaos.Processes;

/// <summary>The servers under test: one database, one Redis, one folder of blobs.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);

    private readonly (int Web, int Api)[] _ports;

    /// <summary>Lays them out; nothing is started yet.</summary>
    public Servers(RunSettings settings, string folder, string postgres, string redis, string blobs, SharedHost host)
    {
        _ports = [.. Enumerable.Range(0, settings.Servers).Select(_ => (ServerPorts.Free(), ServerPorts.Free()))];
        All =
        [
            .. _ports.Select((ports, index) =>
            {
                var data = Path.Combine(folder, $"server{index}");
                Directory.CreateDirectory(data);
                var environment = Environment(settings, ports, data, postgres, redis, blobs);
                return new Supervised($"server {index}", Path.Combine(settings.Folder, $"server{index}.log"), new FakeClock(Path.Combine(data, "clock")), [settings.ServerProgram ?? Programs.Server], () => environment, host);
            }),
        ];
    }

    public IReadOnlyList<Supervised> All { get; }

    public IReadOnlyList<int> ApiPorts => [.. _ports.Select(ports => ports.Api)];

    public Uri ApiOf(int index) => new($"http://127.0.0.1:{_ports[index].Api}/");

    /// <summary>Starts all, and waits until they can serve.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var server in All) server.Start();
        await ReadyAsync(cancellation);
    }

    /// <summary>Waits until every server can serve.</summary>
    public async Task ReadyAsync(CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var began = TimeProvider.System.GetTimestamp();
        for (var index = 0; index < All.Count; index++)
        {
            while (!await IsReadyAsync(http, index, cancellation))
            {
                if (TimeProvider.System.GetElapsedTime(began) > StartPatience) throw new TimeoutException($"{All[index].Name} does not become ready; see its log.");
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellation);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in All) await server.DisposeAsync();
    }

    private async Task<bool> IsReadyAsync(HttpClient http, int index, CancellationToken cancellation)
    {
        try
        {
            return (await http.GetAsync(new Uri(ApiOf(index), "health/ready"), cancellation)).IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private static Dictionary<string, string> Environment(RunSettings settings, (int Web, int Api) ports, string data, string postgres, string redis, string blobs) => new()
    {
        ["ModelMine__DataFolder"] = data,
        ["ModelMine__WebPort"] = Text(ports.Web),
        ["ModelMine__ApiPort"] = Text(ports.Api),
        ["ModelMine__Storage"] = "postgres",
        ["ModelMine__Postgres"] = postgres,
        ["ModelMine__Cluster"] = "redis",
        ["ModelMine__Redis"] = redis,
        ["ModelMine__BlobFolder"] = blobs,
        ["ModelMine__LeaseSeconds"] = Text(settings.LeaseSeconds),
        ["ModelMine__SweepSeconds"] = Text(settings.SweepSeconds),
        ["ModelMine__MaxAttempts"] = Text(settings.MaxAttempts),
        ["ModelMine__RetryBackoffSeconds"] = "0.2",
        // What is tested here is not whether a busy user is held back.
        ["ModelMine__RateLimits__NodeBurst"] = "100000",
        ["ModelMine__RateLimits__ApiBurst"] = "100000",
        ["ModelMine__RateLimits__AuthPerMinute"] = "100000",
        ["DOTNET_TieredPGO"] = "0",
        ["MODELMINE_LAB_WITHOUT"] = settings.Without?.Name ?? "",
    };

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
