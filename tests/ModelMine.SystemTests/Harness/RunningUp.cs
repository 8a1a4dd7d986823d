using System.Globalization;

namespace ModelMine.SystemTests.Harness;

/// <summary><c>modelmine up</c> as a person runs it, on free ports.</summary>
internal sealed class RunningUp : IAsyncDisposable
{
    private readonly string _dataFolder;

    private RunningUp(RealProcess process, (int Web, int Api) ports, string dataFolder) => (Process, Ports, _dataFolder) = (process, ports, dataFolder);

    public RealProcess Process { get; }

    public (int Web, int Api) Ports { get; }

    public Uri Api => new($"http://127.0.0.1:{Ports.Api}/");

    public int ServerId => Child("ModelMine.Server.dll");

    public int AgentId => Child("ModelMine.Agent.dll");

    public static RunningUp Start(string dataFolder, params string[] more) => Start(dataFolder, FreePort.Pair(), more);

    public static RunningUp Start(string dataFolder, (int Web, int Api) ports, params string[] more)
    {
        string[] arguments =
        [
            "up", "--data", dataFolder, "--web-port", ports.Web.ToString(CultureInfo.InvariantCulture), "--api-port", ports.Api.ToString(CultureInfo.InvariantCulture), .. more,
        ];
        return new RunningUp(RealProcess.Start(Programs.Cli, arguments, new Dictionary<string, string>()), ports, dataFolder);
    }

    /// <summary>Waits for the block that says where everything is.</summary>
    public Task ReadyAsync() => Process.LineAsync("Ctrl-C stops");

    /// <summary>Waits until the agent has joined, as its log says.</summary>
    public async Task AgentReadyAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        var log = Path.Combine(_dataFolder, "logs", "agent.log");
        while (!File.Exists(log) || !(await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken)).Contains("Ready:"))
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(60), Process.Output);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private int Child(string program) =>
        ProcessTree.Children(Process.Id, word => word.EndsWith(program, StringComparison.Ordinal)).ShouldHaveSingleItem($"{program}\n{Process.Output}");
}
