using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Chaos.Load;

/// <summary>Submits the planned jobs, each at its time, whatever became of those before.</summary>
/// <param name="users">Who submits, each by a way of their own.</param>
/// <param name="life">How a job is lived.</param>
/// <param name="tally">Counts.</param>
internal sealed class Submitters(IReadOnlyList<(string Name, UserApiClient Api)> users, JobLife life, Tally tally)
{
    private readonly List<Task> _lives = [];

    /// <summary>Begins each job at its time.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="clock">The run's clock.</param>
    /// <param name="window">Ends the beginning of further jobs.</param>
    /// <param name="run">Ends those that were begun.</param>
    public async Task SubmitAsync(IReadOnlyList<PlannedJob> jobs, RunClock clock, CancellationToken window, CancellationToken run)
    {
        foreach (var job in jobs)
        {
            await clock.UntilAsync(job.At, window);
            Begin(job, run);
        }
    }

    /// <summary>Begins a job now.</summary>
    public void Begin(PlannedJob job, CancellationToken run)
    {
        var (name, api) = users[job.User % users.Count];
        lock (_lives) _lives.Add(LiveAsync(job, name, api, run));
    }

    /// <summary>Waits until everybody has seen the end of their jobs.</summary>
    public Task DoneAsync()
    {
        lock (_lives) return Task.WhenAll(_lives);
    }

    private async Task LiveAsync(PlannedJob job, string name, UserApiClient api, CancellationToken run)
    {
        try
        {
            await life.LiveAsync(job, name, api, run);
        }
        catch (OperationCanceledException) when (run.IsCancellationRequested)
        {
            tally.Add("owners who gave up at the end of the run");
        }
        catch (ApiException refusal)
        {
            tally.Add($"refused: {refusal.Status} {refusal.Problem.Code}");
        }
    }
}
