using System.Data.Common;

namespace ModelMine.Server.Shell.Telemetry;

/// <summary>
/// Looks now and then at what cannot be counted as it happens, so that a scrape finds a figure that is at most five seconds old
/// and never waits for it.
/// </summary>
/// <param name="time">The clock.</param>
internal abstract class PeriodicLook(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>Looks once.</summary>
    protected abstract Task LookAsync(CancellationToken cancellation);

    /// <summary>The look failed: what was seen before is no longer known.</summary>
    protected abstract void Forget();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception error) when (error is DbException or TimeoutException or OrleansException or InvalidOperationException)
            {
                // Whoever needs what does not answer says so in the log.
                Forget();
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
