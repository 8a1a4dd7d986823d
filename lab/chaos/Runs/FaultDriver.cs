using ModelMine.Chaos.Faults;

namespace ModelMine.Chaos.Runs;

/// <summary>Inflicts the planned faults, each at its time, and writes down what became of it.</summary>
/// <param name="kinds">Which class does which harm.</param>
/// <param name="journal">Where it is written down.</param>
/// <param name="clock">The run's clock.</param>
internal sealed class FaultDriver(IReadOnlyDictionary<FaultKind, IFault> kinds, FaultJournal journal, RunClock clock)
{
    /// <summary>Inflicts all, and waits until each is over.</summary>
    /// <param name="faults">The plan.</param>
    /// <param name="stop">Ends the faults that last, and begins no more.</param>
    public async Task InflictAsync(IReadOnlyList<PlannedFault> faults, CancellationToken stop)
    {
        var under = new List<Task>();
        try
        {
            foreach (var fault in faults)
            {
                await clock.UntilAsync(fault.At, stop);
                under.Add(InflictAsync(fault, stop));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped from outside: what lasts makes good at once.
        }

        await Task.WhenAll(under);
    }

    private async Task InflictAsync(PlannedFault fault, CancellationToken stop)
    {
        var began = clock.Now;
        var (happened, what) = await TryAsync(fault, stop);
        journal.Add(new InflictedFault(
            fault.Number, fault.Kind, fault.Target.ToString(), Seconds(fault.At), Seconds(began), Seconds(clock.Now), happened, what));
    }

    private async Task<(bool Happened, string What)> TryAsync(PlannedFault fault, CancellationToken stop)
    {
        try
        {
            return (true, await kinds[fault.Kind].InflictAsync(fault, stop));
        }
        catch (NotInflictedException why)
        {
            return (false, why.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (false, "the run was stopped");
        }
        catch (Exception mistake)
        {
            return (false, $"the harness failed: {mistake}");
        }
    }

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 2);
}
