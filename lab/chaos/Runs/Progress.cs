using ModelMine.Chaos.Processes;

namespace ModelMine.Chaos.Runs;

/// <summary>Tells once a minute how far a run is.</summary>
internal static class Progress
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    public static async Task TellAsync(Network network, RunClock clock, FaultJournal journal, Action<string> say, CancellationToken run)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Between, TimeProvider.System, run);
                var (jobs, ended) = (await network.Database.ReadAsync(
                    "SELECT COUNT(*), COUNT(*) FILTER (WHERE status NOT IN ('PENDING', 'RUNNING')) FROM jobs", row => (row.GetInt64(0), row.GetInt64(1)), run))[0];
                say($"{clock.Now.TotalSeconds:0} s of the plan: {jobs} jobs, {ended} of them ended; {journal.Faults.Count} faults over; the plan stood for {clock.Held.TotalSeconds:0} s.");
            }
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested)
        {
            // The run is over.
        }
    }
}
