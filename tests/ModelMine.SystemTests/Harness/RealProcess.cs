using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace ModelMine.SystemTests.Harness;

/// <summary>A program under test as a process of its own, with what it printed.</summary>
internal sealed partial class RealProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly List<(Regex Pattern, TaskCompletionSource<Match> Found)> _waits = [];

    private RealProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public string Output
    {
        get
        {
            lock (_lock) return string.Join('\n', _lines);
        }
    }

    /// <param name="dll">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <param name="within">Words before it, such as those that run it in a network namespace; they become the program, without a process between.</param>
    public static RealProcess Start(string dll, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, params IReadOnlyList<string> within)
    {
        string[] words = [.. within, "dotnet", dll, .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var real = new RealProcess(process);
        process.OutputDataReceived += (_, line) => real.Take(line.Data);
        process.ErrorDataReceived += (_, line) => real.Take(line.Data);
        process.Exited += (_, _) => real.FailWaits();
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return real;
    }

    /// <summary>The first printed line, past or to come, that fits.</summary>
    public Task<Match> LineAsync(string pattern)
    {
        var regex = new Regex(pattern);
        var found = new TaskCompletionSource<Match>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_lines.Select(line => regex.Match(line)).FirstOrDefault(match => match.Success) is { } past) return Task.FromResult(past);
            _waits.Add((regex, found));
        }

        return found.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Sends SIGKILL: the process gets no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        Signal(_process.Id, 9);
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends SIGTERM and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> TerminateAsync()
    {
        Signal(_process.Id, 15);
        return ExitAsync();
    }

    /// <summary>Waits for the end.</summary>
    /// <param name="patience">How long it may take; a minute when left out.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync(TimeSpan? patience = null)
    {
        await _process.WaitForExitAsync().WaitAsync(patience ?? TimeSpan.FromSeconds(60));
        return _process.ExitCode;
    }

    public static void Signal(int pid, int signal)
    {
        if (Kill(pid, signal) != 0) throw new InvalidOperationException($"kill({pid}, {signal}) failed with errno {Marshal.GetLastPInvokeError()}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (_lock)
        {
            _lines.Add(line);
            foreach (var (pattern, found) in _waits)
                if (pattern.Match(line) is { Success: true } match)
                    found.TrySetResult(match);
        }
    }

    private void FailWaits()
    {
        lock (_lock)
            foreach (var (pattern, found) in _waits)
                found.TrySetException(new InvalidOperationException($"It ended without printing {pattern}:\n{string.Join('\n', _lines)}"));
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
