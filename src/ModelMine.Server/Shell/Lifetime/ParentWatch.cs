using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace ModelMine.Server.Shell.Lifetime;

/// <summary>Ends this server when the process that started it is gone, so that none is left behind by a killed parent.</summary>
internal sealed class ParentWatch(IOptions<ModelMineOptions> options, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ParentWatch> logger)
    : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.ParentPid is not { } parentPid) return;
        using var timer = new PeriodicTimer(Interval, time);
        var parent = Find(parentPid);
        while (parent is { HasExited: false } && await timer.WaitForNextTickAsync(stoppingToken))
        {
            // The handle stays that of the parent, also when its number is given to another process.
        }

        parent?.Dispose();
        if (stoppingToken.IsCancellationRequested) return;
        logger.LogInformation("The process {ParentPid} that started this server is gone: stopping", parentPid);
        lifetime.StopApplication();
    }

    private static Process? Find(int pid)
    {
        try
        {
            return Process.GetProcessById(pid);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
