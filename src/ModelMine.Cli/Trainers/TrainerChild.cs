using System.Diagnostics;
using System.Globalization;
using System.Text;

using ModelMine.Cli.Shell;
using ModelMine.Cli.Up;

namespace ModelMine.Cli.Trainers;

/// <summary>
/// The agent's program as a child, for what takes the training library: this program carries none. They speak JSON lines; the
/// child ends when its input does, so it never outlives this process.
/// </summary>
internal sealed class TrainerChild : IAsyncDisposable
{
    private const int LastErrorLines = 20;
    private readonly Process _process;
    private readonly Queue<string> _errors = new();

    private TrainerChild(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Remember(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>Starts a verb of the agent's program.</summary>
    /// <param name="surroundings">Where the program is looked for.</param>
    /// <param name="arguments">The verb and its options.</param>
    public static TrainerChild Start(Surroundings surroundings, params string[] arguments)
    {
        var start = new ProcessStartInfo(Host(), [ProductFiles.Agent(surroundings), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        return new(Process.Start(start) ?? throw new CliFailure(ExitCode.Environment, "The trainer could not be started."));
    }

    /// <summary>Threads to compute with when nobody says: as many as an agent gives a trainer.</summary>
    public static string Threads(int? asked) => (asked ?? Math.Min(2, Environment.ProcessorCount)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The next line that it writes; null at its end.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken) => await _process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <summary>Writes a line to it.</summary>
    public async Task WriteAsync(string line, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
    }

    /// <summary>It ended without an answer.</summary>
    public async Task<CliFailure> DiedAsync()
    {
        await _process.WaitForExitAsync();
        lock (_errors)
        {
            return new CliFailure(ExitCode.Environment, $"The trainer ended with exit code {_process.ExitCode}, without an answer.", string.Join('\n', _errors));
        }
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

    private static string Host() =>
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";

    private void Remember(string? line)
    {
        if (line is null) return;
        lock (_errors)
        {
            if (_errors.Count == LastErrorLines) _errors.Dequeue();
            _errors.Enqueue(line);
        }
    }
}
