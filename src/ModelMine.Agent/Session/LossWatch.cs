using Microsoft.Extensions.Logging;
using ModelMine.Agent.Attempts;
using ModelMine.Agent.Contact;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Session;

/// <summary>Keeps a request open while attempts are held, so that the server can say at once that one is lost.</summary>
/// <param name="parts">What the loops share.</param>
/// <param name="logger">The log.</param>
internal sealed class LossWatch(SessionParts parts, ILogger<LossWatch> logger)
{
    /// <summary>Watches until told to end.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = new RetryPause(parts.Timings, parts.Time);
        while (true)
        {
            var (runs, changed) = parts.Held.Now();
            var watched = runs.Where(run => run.IsWatched).ToList();
            if (watched.Count == 0)
            {
                await changed.WaitAsync(cancellationToken);
                continue;
            }

            using var rearm = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var watching = TryWatchAsync(watched, rearm.Token);
            if (await Task.WhenAny(watching, changed) == changed) await rearm.CancelAsync();
            if (await watching) pause.Reset();
            else await pause.WaitAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>False when it shall be tried again after a pause.</summary>
    private async Task<bool> TryWatchAsync(IReadOnlyList<AttemptRun> watched, CancellationToken cancellationToken)
    {
        var request = new WatchRequest([.. watched.Select(run => run.Held)], (int)Math.Ceiling(parts.Timings.LongPoll.TotalSeconds));
        try
        {
            var response = await parts.Calls.OnceAsync(
                token => parts.Api.WatchAsync(request, token), parts.Timings.LongPoll + parts.Timings.Answer, cancellationToken);
            foreach (var lost in response.Lost) parts.Held.Lose(lost.AttemptId, lost.Reason);
            return true;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (NoAnswerException)
        {
            return false;
        }
        catch (ApiException refusal)
        {
            logger.LogError("The server refuses to be watched: {Why}", refusal.Message);
            return false;
        }
    }
}
