using Microsoft.Extensions.Logging;
using ModelMine.Agent.Attempts;
using ModelMine.Agent.Contact;
using ModelMine.Agent.Tries;
using ModelMine.Core.Contracts;

namespace ModelMine.Agent.Session;

/// <summary>One life of the agent, from its first heartbeat to the end of its drain.</summary>
/// <param name="parts">What the loops share.</param>
/// <param name="attempts">What every attempt works with.</param>
/// <param name="contact">Knows whether the server still knows this node.</param>
/// <param name="loggers">The logs.</param>
/// <param name="tries">Answers with trained models, beside the attempts; null when this agent does not.</param>
internal sealed class NodeSession(
    SessionParts parts, AttemptParts attempts, ServerContact contact, ILoggerFactory loggers, TryAnswers? tries = null)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private readonly ILogger _logger = loggers.CreateLogger<NodeSession>();
    private readonly Heartbeats _heartbeats = new(parts, loggers.CreateLogger<Heartbeats>());

    /// <summary>Works until told to stop, then drains.</summary>
    /// <param name="stop">Tells it to stop.</param>
    /// <exception cref="Shell.AgentFailure">The server no longer knows this node.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var over = new CancellationTokenSource();
        using var noMoreWork = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var heartbeats = _heartbeats.RunAsync(over.Token);
        var watch = new LossWatch(parts, loggers.CreateLogger<LossWatch>()).RunAsync(over.Token);
        var claims = ClaimAsync(noMoreWork.Token);
        var answers = AnswerAsync(noMoreWork.Token);
        try
        {
            // On a stop the claims end; any other loop ends only by a mistake, which shall be seen.
            var ended = await Task.WhenAny(heartbeats, watch, claims, contact.TurnedAway);
            await noMoreWork.CancelAsync();
            await IgnoreCanceledAsync(claims);
            await IgnoreCanceledAsync(answers);
            if (ended == heartbeats || ended == watch) await ended;
            if (!contact.TurnedAway.IsCompleted) await Task.WhenAny(DrainAsync(), contact.TurnedAway);
            if (contact.TurnedAway.IsCompleted) throw await contact.TurnedAway;
        }
        finally
        {
            await AbandonAsync();
            await over.CancelAsync();
            await IgnoreCanceledAsync(heartbeats);
            await IgnoreCanceledAsync(watch);
        }
    }

    private async Task ClaimAsync(CancellationToken cancellationToken)
    {
        await _heartbeats.First.WaitAsync(cancellationToken);
        _logger.LogInformation(
            "Ready: {Slots} slot(s) of {Threads} thread(s) each, {Memory} MiB of memory, devices {Devices}.",
            parts.Machine.Facts.Slots, parts.Machine.Facts.ThreadsPerSlot, parts.Machine.Facts.MemoryMiB, string.Join(", ", parts.Machine.Facts.Devices));
        if (parts.Machine.Facts.Gpus.Count > 0 && !parts.Machine.Facts.Devices.Contains(JobRequires.Cuda))
        {
            _logger.LogWarning("{Gpu} is here, but this build trains on the processor alone: docs/gpu.md says how to build an agent that uses it.", parts.Machine.Facts.Gpus[0]);
        }

        await new Claims(parts, attempts, loggers.CreateLogger<Claims>()).RunAsync(cancellationToken);
    }

    private async Task AnswerAsync(CancellationToken cancellationToken)
    {
        if (tries is null) return;
        await _heartbeats.First.WaitAsync(cancellationToken);
        try
        {
            await tries.RunAsync(cancellationToken);
        }
        catch (Exception mistake) when (mistake is not OperationCanceledException)
        {
            // Training goes on without.
            _logger.LogCritical(mistake, "Answering with trained models ended by a mistake in the agent; please report it.");
        }
    }

    private async Task DrainAsync()
    {
        var known = UntilDrainIsKnownAsync();
        var (runs, _) = parts.Held.Now();
        if (runs.Count > 0)
        {
            _logger.LogInformation(
                "Stopping: {Count} attempt(s) save their state, for at most {Seconds:0} s. A second signal ends at once.",
                runs.Count, parts.Timings.Drain.TotalSeconds);
            foreach (var run in runs) run.Drain();
            await Task.WhenAny(NoneHeldAsync(), Task.Delay(parts.Timings.Drain, parts.Time, CancellationToken.None));
        }

        await known;
    }

    // A claim that was given up a moment ago may have been granted: unless the server hears of the drain, that job waits
    // until its lease runs out, and an attempt is gone.
    private Task UntilDrainIsKnownAsync()
    {
        var known = _heartbeats.Drain();
        return _heartbeats.First.IsCompleted
            ? Task.WhenAny(known, Task.Delay(parts.Timings.LastRelease, parts.Time, CancellationToken.None))
            : Task.CompletedTask;
    }

    private async Task AbandonAsync()
    {
        var (runs, _) = parts.Held.Now();
        foreach (var run in runs) run.Abandon();
        var patience = parts.Timings.StopPatience + parts.Timings.LastRelease + Grace;
        await Task.WhenAny(NoneHeldAsync(), Task.Delay(patience, parts.Time, CancellationToken.None));
    }

    private async Task NoneHeldAsync()
    {
        while (parts.Held.Now() is { Runs.Count: > 0, Changed: var changed }) await changed;
    }

    private static async Task IgnoreCanceledAsync(Task loop)
    {
        try
        {
            await loop;
        }
        catch (OperationCanceledException)
        {
            // Told to end.
        }
    }
}
