using System.Diagnostics;

namespace ModelMine.Tests.Servers;

/// <summary>
/// A server program that cannot outlive this process: a shell beside it reads a pipe that this process holds, and ends the
/// program when the pipe closes, also when this process was killed.
/// </summary>
internal sealed class LeashedProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _shell;
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _readyWords;

    private LeashedProcess(Process shell, string readyWords) => (_shell, _readyWords) = (shell, readyWords);

    /// <summary>Starts a program, and waits until it printed that it is ready.</summary>
    /// <param name="user">Whom to run as, when this process may choose.</param>
    /// <param name="readyWords">What it prints then.</param>
    /// <param name="command">The program and its arguments.</param>
    public static async Task<LeashedProcess> StartAsync(string? user, string readyWords, params IEnumerable<string> command)
    {
        // PostgreSQL and Redis both take an interrupt as the order to shut down now.
        const string leash = "\"$@\" & child=$!; cat >/dev/null; kill -INT $child 2>/dev/null; wait $child; exit 0";
        IEnumerable<string> shell = ["sh", "-c", leash, "sh", .. command];
        if (user is not null && Environment.UserName == "root") shell = ["runuser", "-u", user, "--", .. shell];
        var start = new ProcessStartInfo(shell.First(), shell.Skip(1))
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/",
        };
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var leashed = new LeashedProcess(process, readyWords);
        process.OutputDataReceived += (_, line) => leashed.Take(line.Data);
        process.ErrorDataReceived += (_, line) => leashed.Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await leashed._ready.Task.WaitAsync(Patience);
            return leashed;
        }
        catch (TimeoutException)
        {
            await leashed.DisposeAsync();
            throw new InvalidOperationException($"{command.First()} did not become ready. It printed:\n{leashed.Output}");
        }
    }

    /// <summary>What it printed.</summary>
    public string Output
    {
        get
        {
            lock (_lock) return string.Join('\n', _lines);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync().WaitAsync(Patience);
        _shell.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_lock) _lines.Add(line);
        if (line.Contains(_readyWords, StringComparison.Ordinal)) _ready.TrySetResult();
    }
}
