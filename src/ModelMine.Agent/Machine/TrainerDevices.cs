using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Machine;

/// <summary>On what trainers can compute, besides the processor.</summary>
/// <param name="Cuda">CUDA GPUs that libtorch can use.</param>
internal sealed record TrainerDevices(int Cuda)
{
    // libtorch for CUDA is several gigabytes: the first time, they come from a disk.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The words for them, as a node tells them.</summary>
    public IReadOnlyList<string> Words => Cuda > 0 ? ["cpu", JobRequires.Cuda] : ["cpu"];

    /// <summary>Asks a program, once, what its libtorch can use. A driver alone is not enough: the build must have kernels for CUDA.</summary>
    /// <param name="program">The program and its arguments; it writes this record as JSON.</param>
    /// <param name="time">Clock of its time limit.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The devices; none when it did not answer.</returns>
    public static async Task<TrainerDevices> AskAsync((string Program, string[] Arguments) program, TimeProvider time, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = new(program.Program, program.Arguments) { RedirectStandardOutput = true } };
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            process.Start();
            var text = await process.StandardOutput.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            return JsonSerializer.Deserialize<TrainerDevices>(text, ModelMineJson.Options) ?? new(0);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return new(0);
        }
        catch (Exception error) when (error is Win32Exception or JsonException)
        {
            return new(0);
        }
    }
}
