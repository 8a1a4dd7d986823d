using Microsoft.Extensions.Logging;
using ModelMine.Agent.Attempts;
using ModelMine.Agent.Contact;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Session;

/// <summary>Asks for work while there is room for it, and runs what it gets.</summary>
/// <param name="parts">What the loops share.</param>
/// <param name="attempts">What every attempt works with.</param>
/// <param name="logger">The log.</param>
internal sealed class Claims(SessionParts parts, AttemptParts attempts, ILogger<Claims> logger)
{
    /// <summary>Memory that is left to the agent and the system, MiB.</summary>
    private const int ReserveMiB = 256;

    private bool _diskIsFull;

    /// <summary>Claims until told to end. What was begun goes on.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = new RetryPause(parts.Timings, parts.Time);
        while (true)
        {
            var (runs, changed) = parts.Held.Now();
            if (runs.Count >= parts.Machine.Facts.Slots)
            {
                await changed.WaitAsync(cancellationToken);
                continue;
            }

            if (await TryClaimAsync(runs, cancellationToken)) pause.Reset();
            else await pause.WaitAsync(cancellationToken);
        }
    }

    // A claim under way is never taken back when a slot comes free: a grant might be on its way, and would be lost with it.
    // So that the figures are fresh, the server holds a claim only briefly while anything runs.
    private async Task<bool> TryClaimAsync(IReadOnlyList<AttemptRun> runs, CancellationToken cancellationToken)
    {
        var wait = runs.Count == 0 ? parts.Timings.LongPoll : parts.Timings.ShortPoll;
        var disk = parts.Machine.FreeDiskMiB;
        Notice(disk);
        var request = new ClaimRequest(
            parts.SessionId, parts.Machine.Facts.Slots - runs.Count, FreeMemoryMiB(runs), (int)Math.Ceiling(wait.TotalSeconds),
            disk);
        try
        {
            var sentAt = parts.Time.GetTimestamp();
            var response = await parts.Calls.OnceAsync(token => parts.Api.ClaimAsync(request, token), wait + parts.Timings.Answer, cancellationToken);
            foreach (var grant in response.Grants) Begin(grant, sentAt);
            return true;
        }
        catch (NoAnswerException)
        {
            return false;
        }
        catch (ApiException refusal)
        {
            logger.LogError("The server refuses to give work: {Why}", refusal.Message);
            return false;
        }
    }

    private void Notice(int freeDiskMiB)
    {
        var isFull = freeDiskMiB < JobRequiresRules.LeastFreeDiskMiB;
        if (isFull && !_diskIsFull) logger.LogWarning("Only {Free} MiB of disk are free: the server gives no work until there are {Least}.", freeDiskMiB, JobRequiresRules.LeastFreeDiskMiB);
        _diskIsFull = isFull;
    }

    private int FreeMemoryMiB(IReadOnlyList<AttemptRun> runs) => Math.Max(0, Math.Min(
        parts.Machine.Facts.MemoryMiB - runs.Sum(run => run.Grant.MemoryMiB),
        parts.Machine.AvailableMemoryMiB - runs.Sum(run => run.UnusedMemoryMiB)) - ReserveMiB);

    private void Begin(AttemptGrant grant, long sentAt)
    {
        var run = new AttemptRun(attempts, grant, sentAt, parts.Held.NotifyChanged);
        if (parts.Held.TryAdd(run)) _ = RunAsync(run);
        else run.Dispose();
    }

    private async Task RunAsync(AttemptRun run)
    {
        // Leaves the loop's own flow: what an attempt does first shall not hold up the next claim.
        await Task.Yield();
        try
        {
            await run.RunAsync();
        }
        catch (Exception e)
        {
            logger.LogCritical(e, "Attempt {Attempt} ended by a mistake in the agent; please report it.", run.Grant.AttemptId);
        }

        parts.Held.Remove(run);
    }
}
