using System.Diagnostics;
using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Trainers;

/// <summary>A trainer in a process of its own, whose life hangs on its standard input: it ends when the agent dies.</summary>
internal sealed class TrainerProcess : ITrainerProcess
{
    private readonly Process _process;
    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>Takes over a process that was just started.</summary>
    /// <param name="process">The process.</param>
    public TrainerProcess(Process process)
    {
        _process = process;
        Exited = ExitCodeAsync();
    }

    public Stream Output => _process.StandardOutput.BaseStream;

    public Stream Errors => _process.StandardError.BaseStream;

    public Task<int> Exited { get; }

    public long ResidentBytes
    {
        get
        {
            try
            {
                _process.Refresh();
                return _process.HasExited ? 0 : OwnMemory.Bytes(_process);
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        }
    }

    public Task TellAsync(TrainerCommand command) => WriteAsync(JsonSerializer.Serialize(command, ModelMineJson.Options));

    /// <summary>Writes a line to its standard input; nothing happens when it ended.</summary>
    /// <param name="line">The line.</param>
    public async Task WriteAsync(string line)
    {
        await _writing.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It ended, or closed its input: whoever tells it something also watches for its end.
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        if (!Exited.IsCompleted) Kill();
        await Exited;
        _process.Dispose();
        _writing.Dispose();
    }

    private async Task<int> ExitCodeAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }
}
