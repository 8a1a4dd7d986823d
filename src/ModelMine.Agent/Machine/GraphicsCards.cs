using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Machine;

/// <summary>What NVIDIA's own tool says about the GPUs of this machine; nothing where there is no such tool.</summary>
/// <param name="time">Clock of its time limit.</param>
/// <param name="program">The tool.</param>
internal sealed class GraphicsCards(TimeProvider time, string program = "nvidia-smi")
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private bool _absent;

    /// <summary>The GPUs now; empty when there are none, or the tool did not answer in time.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<GraphicsCard>> ReadAsync(CancellationToken cancellationToken)
    {
        if (_absent) return [];
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, ["--query-gpu=name,utilization.gpu,memory.used,memory.total", "--format=csv,noheader,nounits"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            _absent = true;
            return [];
        }

        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var text = await process.StandardOutput.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0 ? [.. text.Split('\n').Select(Parse).OfType<GraphicsCard>()] : [];
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return [];
        }
    }

    /// <summary>Reads a line such as <c>NVIDIA GeForce RTX 3060, 12, 1024, 12288</c>; a figure that the card lacks reads <c>[N/A]</c>.</summary>
    /// <param name="line">The line.</param>
    internal static GraphicsCard? Parse(string line)
    {
        var words = line.Split(',', StringSplitOptions.TrimEntries);
        if (words is not [{ Length: > 0 } name, var use, var used, var total]) return null;
        return Number(use) is { } percent && Number(used) is { } usedMiB && Number(total) is { } totalMiB
            ? new GraphicsCard(name, new GpuMetrics(name, Math.Clamp(percent / 100, 0, 1), usedMiB, totalMiB))
            : new GraphicsCard(name, null);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}

/// <summary>A GPU of this machine.</summary>
/// <param name="Name">Its model.</param>
/// <param name="Metrics">What it does; null when it does not tell.</param>
internal sealed record GraphicsCard(string Name, GpuMetrics? Metrics);
