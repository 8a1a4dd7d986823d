namespace ModelMine.Chaos.Processes;

/// <summary>A program that is started again whenever it ends by itself, as a service manager does.</summary>
/// <param name="name">Its name in reports.</param>
/// <param name="logFile">Where its output goes.</param>
/// <param name="clock">The clock that it sees.</param>
/// <param name="command">What to run: the assembly and its arguments.</param>
/// <param name="environment">Its environment, asked for anew at each start.</param>
/// <param name="host">What all programs share.</param>
internal sealed class Supervised(
    string name, string logFile, FakeClock clock, IReadOnlyList<string> command, Func<IReadOnlyDictionary<string, string>> environment, SharedHost host) : IAsyncDisposable
{
    private static readonly TimeSpan BeforeRestart = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(12);

    private readonly Lock _lock = new();
    private ChildProcess? _process;

    public string Name => name;

    public FakeClock Clock => clock;

    public int? Id
    {
        get
        {
            lock (_lock) return _process is { HasExited: false } process ? process.Id : null;
        }
    }

    /// <summary>Starts it, unless it runs.</summary>
    public void Start()
    {
        lock (_lock)
        {
            if (_process is not null) return;
            var own = new Dictionary<string, string>(environment());
            foreach (var (key, value) in clock.Environment) own[key] = value;
            _process = ChildProcess.Start(command, own, logFile, host.Leash, line => LogWords.Count(line, host.Logs));
            _ = WatchAsync(_process);
        }
    }

    /// <summary>Kills it; it stays down until it is started.</summary>
    public async Task KillAsync()
    {
        if (Take() is not { } process) return;
        await process.KillAsync();
        await process.DisposeAsync();
    }

    /// <summary>Asks it to end; it stays down until it is started.</summary>
    public async Task StopAsync()
    {
        if (Take() is not { } process) return;
        await process.TerminateAsync(StopPatience);
        await process.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private ChildProcess? Take()
    {
        lock (_lock)
        {
            var process = _process;
            _process = null;
            return process;
        }
    }

    private async Task WatchAsync(ChildProcess process)
    {
        var code = await process.Exited;
        lock (_lock)
        {
            if (_process != process) return;
            _process = null;
        }

        await process.DisposeAsync();
        host.Ended($"{name} ended by itself with exit code {code}");
        await Task.Delay(BeforeRestart, TimeProvider.System, CancellationToken.None);
        if (!host.IsOver) Start();
    }
}
