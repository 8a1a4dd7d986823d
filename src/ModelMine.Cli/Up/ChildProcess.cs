using System.Diagnostics;

using ModelMine.Cli.Shell;

namespace ModelMine.Cli.Up;

/// <summary>
/// A child whose life hangs on a pipe from this process: when the pipe closes, by will or because this process died, the child
/// gets SIGTERM. Ctrl-C on the terminal does not reach it, so that children end in the order that <c>up</c> chooses.
/// </summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    // $1 is the log; the rest is the program. The program replaces the shell, and so keeps its process id; the watcher waits for
    // the end of standard input, unless it is told that the program is gone. Signals that are ignored here stay ignored in the program.
    private const string Lifeline = """
        log=$1; shift
        trap '' INT HUP
        exec 3<&0
        (exec >/dev/null 2>&1; read -r gone <&3 || kill -TERM "$$") &
        exec "$@" </dev/null 3<&- >>"$log" 2>&1
        """;

    private readonly Process _process;

    private ChildProcess(string name, string logFile, Process process)
    {
        Name = name;
        LogFile = logFile;
        _process = process;
    }

    public string Name { get; }

    public string LogFile { get; }

    public int Id => _process.Id;

    /// <summary>Completes when the child has ended.</summary>
    public Task Exited => _process.WaitForExitAsync();

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public static ChildProcess Start(
        string name, string logFile, string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> variables)
    {
        LogFiles.Turn(logFile);
        var start = new ProcessStartInfo("/bin/sh", ["-c", Lifeline, "sh", logFile, Environment.ProcessPath is { } host && IsDotnet(host) ? host : "dotnet", program, .. arguments])
        {
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetDirectoryName(logFile),
        };
        foreach (var (key, value) in variables) start.Environment[key] = value;
        var process = Process.Start(start) ?? throw new CliFailure(Shell.ExitCode.Environment, $"The {name} could not be started.");
        return new ChildProcess(name, logFile, process);
    }

    /// <summary>Asks the child to end, waits, and ends it by force when it takes too long. True when it ended by itself.</summary>
    public async Task<bool> StopAsync(TimeSpan patience, TimeProvider time)
    {
        if (_process.HasExited) return true;
        _process.StandardInput.Close();
        try
        {
            await Exited.WaitAsync(patience, time);
            return true;
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await Exited;
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await Exited;
        }

        ReleaseWatcher();
        _process.Dispose();
    }

    // The process id may soon be somebody else's: the watcher must not signal it.
    private void ReleaseWatcher()
    {
        try
        {
            _process.StandardInput.WriteLine("gone");
            _process.StandardInput.Close();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The watcher has ended, because the pipe was closed to stop the program.
        }
    }

    private static bool IsDotnet(string path) => Path.GetFileNameWithoutExtension(path) == "dotnet";
}
