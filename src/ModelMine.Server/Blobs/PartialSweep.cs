using ModelMine.Server.Blobs.Places;

namespace ModelMine.Server.Blobs;

/// <summary>Removes, when the server starts and every hour, uploads that nobody went on with for a day.</summary>
internal sealed partial class PartialSweep(IBlobPlace place, TimeProvider time, ILogger<PartialSweep> logger) : BackgroundService
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Sweeps once.</summary>
    internal async Task SweepAsync(CancellationToken cancellation)
    {
        foreach (var kept in await place.RemoveAbandonedAsync(time.GetUtcNow() - KeptFor, cancellation)) LogKept(kept);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                LogFault(error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An abandoned upload could not be removed: {Kept}")]
    private partial void LogKept(string kept);

    [LoggerMessage(Level = LogLevel.Error, Message = "Abandoned uploads could not be looked for; the next sweep tries again.")]
    private partial void LogFault(Exception error);
}
