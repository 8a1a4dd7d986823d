using System.Diagnostics;

namespace ModelMine.Chaos.Processes;

/// <summary>A program under test. What it prints goes to a file and to whoever listens.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Leash _leash;
    private readonly StreamWriter _log;
    private readonly Action<string> _said;
    private readonly Lock _lock = new();
    private bool _closed;

    private ChildProcess(Process process, Leash leash, StreamWriter log, Action<string> said) => (_process, _leash, _log, _said) = (process, leash, log, said);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Completes with the exit code.</summary>
    public Task<int> Exited { get; private set; } = Task.FromResult(0);

    /// <summary>Starts a program by the .NET host that runs this one.</summary>
    /// <param name="command">The assembly, and its arguments.</param>
    /// <param name="environment">Environment beside this process's own.</param>
    /// <param name="logFile">What it prints is appended there.</param>
    /// <param name="leash">Ends it with this process.</param>
    /// <param name="said">Hears each line.</param>
    public static ChildProcess Start(IEnumerable<string> command, IReadOnlyDictionary<string, string> environment, string logFile, Leash leash, Action<string> said)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet", command)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        var child = new ChildProcess(process, leash, new StreamWriter(logFile, append: true), said);
        process.OutputDataReceived += (_, line) => child.Take(line.Data);
        process.ErrorDataReceived += (_, line) => child.Take(line.Data);
        process.Start();
        leash.Hold(process.Id);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        child.Exited = child.ExitCodeAsync();
        return child;
    }

    /// <summary>Sends SIGKILL, and waits for the end.</summary>
    public Task KillAsync()
    {
        Signals.Send(Id, Signals.Kill);
        return Exited;
    }

    /// <summary>Sends SIGTERM; what has not ended after a while is killed.</summary>
    /// <param name="patience">How long it may take.</param>
    public async Task TerminateAsync(TimeSpan patience)
    {
        Signals.Send(Id, Signals.Terminate);
        if (await Task.WhenAny(Exited, Task.Delay(patience, TimeProvider.System, CancellationToken.None)) != Exited) await KillAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        lock (_lock)
        {
            _closed = true;
            _log.Dispose();
        }

        _process.Dispose();
    }

    private async Task<int> ExitCodeAsync()
    {
        // Not the end of its output: a grandchild may hold that open for longer.
        await ProcessEnd.OfAsync(_process);
        _leash.Free(_process.Id);
        return _process.ExitCode;
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_lock)
        {
            if (_closed) return;
            _log.WriteLine(line);
            _log.Flush();
        }

        _said(line);
    }
}
