using ModelMine.Chaos.Processes;

namespace ModelMine.Chaos.Runs;

/// <summary>Holds the run's clock while more jobs are unfinished than the nodes could work on soon.</summary>
internal static class Pace
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(0.5);

    public static async Task KeepAsync(Network network, RunClock clock, int mostUnfinished, CancellationToken run)
    {
        try
        {
            while (true)
            {
                clock.Hold(await network.Database.NumberAsync("SELECT COUNT(*) FROM jobs WHERE status IN ('PENDING', 'RUNNING')", run) > mostUnfinished);
                await Task.Delay(Between, TimeProvider.System, run);
            }
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested)
        {
            clock.Hold(false);
        }
    }
}
