namespace ModelMine.Server.Dispatch;

/// <summary>Brings the wake-ups of other servers to those who wait on this one.</summary>
internal sealed partial class WakeUpRelay(IGrainFactory grains, WakeUps wakeUps, TimeProvider time, ILogger<WakeUpRelay> logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = -1L;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var rung = await grains.GetGrain<IWakeUpGrain>(0).PullAsync(seen, stoppingToken).WaitAsync(stoppingToken);
                seen = rung.Newest;
                if (rung.Topics is null) wakeUps.RingAllHere();
                else foreach (var topic in rung.Topics.Distinct()) wakeUps.RingHere(topic);
            }
            catch (Exception error) when (error is TimeoutException or OrleansException or ObjectDisposedException)
            {
                LogRelayFault(error.Message);
                wakeUps.RingAllHere();
                await Task.Delay(PauseAfterFault, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Wake-ups from other servers are interrupted ({Reason}); waiting agents look by themselves meanwhile.")]
    private partial void LogRelayFault(string reason);
}
