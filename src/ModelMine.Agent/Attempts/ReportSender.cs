using Microsoft.Extensions.Logging;
using ModelMine.Agent.Shell;
using ModelMine.Core.Contracts;
using ModelMine.Core.Contracts.Client;

namespace ModelMine.Agent.Attempts;

/// <summary>Reports what waits, each report until it is taken and only then the next, so that the server sees all of it once and in order.</summary>
/// <param name="queue">What waits.</param>
/// <param name="writes">The attempt's writes.</param>
/// <param name="leaseEpoch">The fence.</param>
/// <param name="timings">How often.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The agent's log.</param>
internal sealed class ReportSender(
    ReportQueue queue, AttemptWrites writes, long leaseEpoch, AgentTimings timings, TimeProvider time, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _finish = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _over;
    private long _seq;

    /// <summary>No more will come: what waits is sent, and then <see cref="RunAsync"/> ends.</summary>
    public void Finish() => _finish.TrySetResult();

    /// <summary>Completes when the server has all that waits now.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task FlushAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _wanted.TrySetResult();
            return _over ? Task.CompletedTask : _sent.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Reports until <see cref="Finish"/> was called and nothing waits.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LeaseLostException">The node holds the lease no longer.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (!_finish.Task.IsCompleted)
            {
                await Task.WhenAny(Task.Delay(timings.Report, time, cancellationToken), _finish.Task, _wanted.Task);
                await SendAllAsync(cancellationToken);
            }

            await SendAllAsync(cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                _over = true;
                _sent.TrySetResult();
            }
        }
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sent = BeginRound();
        while (queue.Take(leaseEpoch, _seq + 1) is { } report) await SendAsync(report, cancellationToken);
        sent.TrySetResult();
    }

    /// <summary>Whoever wants a flush from here on waits for the next round: this one may miss what came late.</summary>
    private TaskCompletionSource BeginRound()
    {
        lock (_lock)
        {
            var sent = _sent;
            _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return sent;
        }
    }

    private async Task SendAsync(AttemptReport report, CancellationToken cancellationToken)
    {
        _seq = report.ReportSeq;
        try
        {
            await writes.ReportAsync(report, cancellationToken);
        }
        catch (ApiException refusal)
        {
            logger.LogError("Report {Seq} was refused and is left out: {Why}", report.ReportSeq, refusal.Message);
        }
    }
}
