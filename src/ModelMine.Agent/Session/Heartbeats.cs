using Microsoft.Extensions.Logging;
using ModelMine.Agent.Attempts;
using ModelMine.Agent.Contact;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Session;

/// <summary>Says every few seconds that this node is there, what its machine does, and what it holds.</summary>
/// <param name="parts">What the loops share.</param>
/// <param name="logger">The log.</param>
internal sealed class Heartbeats(SessionParts parts, ILogger<Heartbeats> logger)
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _draining = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _drainKnown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ServerNotices _notices = new(parts.Machine.Facts.AgentVersion, logger);
    private string? _lastRefusal;

    /// <summary>Completes when the server took the first heartbeat of this session: only then may work be claimed.</summary>
    public Task First => _first.Task;

    /// <summary>
    /// Says from now on, and at once, that this node takes no new work. No claim may be under way: the server takes back
    /// whatever it granted and this agent does not list.
    /// </summary>
    /// <returns>A task that completes when the server knows.</returns>
    public Task Drain()
    {
        _draining.TrySetResult();
        return _drainKnown.Task;
    }

    /// <summary>Beats until told to end.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = new RetryPause(parts.Timings, parts.Time);
        while (true)
        {
            var draining = _draining.Task.IsCompleted;
            if (await TryBeatAsync(draining, cancellationToken))
            {
                pause.Reset();
                // The first time that the drain begins, it does not wait for the next beat.
                var next = Task.Delay(parts.Timings.Heartbeat, parts.Time, cancellationToken);
                await (draining ? next : Task.WhenAny(next, _draining.Task));
                cancellationToken.ThrowIfCancellationRequested();
            }
            else
            {
                await pause.WaitAsync(cancellationToken);
            }
        }
    }

    private async Task<bool> TryBeatAsync(bool draining, CancellationToken cancellationToken)
    {
        var (runs, _) = parts.Held.Now();
        var metrics = await parts.Machine.MeasureAsync(cancellationToken);
        var request = new HeartbeatRequest(parts.SessionId, parts.Machine.Facts, metrics, [.. runs.Select(run => run.Held)], draining);
        try
        {
            var sentAt = parts.Time.GetTimestamp();
            var response = await parts.Calls.OnceAsync(token => parts.Api.HeartbeatAsync(request, token), parts.Timings.Answer, cancellationToken);
            Apply(runs, response, sentAt);
            _lastRefusal = null;
            _first.TrySetResult();
            if (draining) _drainKnown.TrySetResult();
            return true;
        }
        catch (NoAnswerException)
        {
            return false;
        }
        catch (ApiException refusal)
        {
            if (_lastRefusal != refusal.Message) logger.LogError("The server refuses this node's heartbeats: {Why}", refusal.Message);
            _lastRefusal = refusal.Message;
            return false;
        }
    }

    private void Apply(IReadOnlyList<AttemptRun> runs, HeartbeatResponse response, long sentAt)
    {
        _notices.Hear(response, runs.Count);
        foreach (var run in runs)
        {
            if (response.Lost.FirstOrDefault(lost => lost.AttemptId == run.Grant.AttemptId) is { } lost) run.Lose(lost.Reason);
            else run.Lease.Renew(sentAt, response.LeaseSeconds);
            if (response.GiveBack) run.Drain();
        }
    }
}
