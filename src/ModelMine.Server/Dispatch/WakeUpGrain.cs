using Orleans.Concurrency;

namespace ModelMine.Server.Dispatch;

/// <inheritdoc cref="IWakeUpGrain"/>
[Reentrant]
internal sealed class WakeUpGrain(TimeProvider time, IHostApplicationLifetime lifetime) : Grain, IWakeUpGrain
{
    private const int Remembered = 1024;
    private static readonly TimeSpan LongestPull = TimeSpan.FromSeconds(10);

    private readonly Queue<string> _recent = new();
    private long _newest;
    private TaskCompletionSource _rung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task RingAsync(string topic)
    {
        _newest++;
        _recent.Enqueue(topic);
        if (_recent.Count > Remembered) _recent.Dequeue();
        var rung = _rung;
        _rung = new(TaskCreationOptions.RunContinuationsAsynchronously);
        rung.SetResult();
        return Task.CompletedTask;
    }

    public async Task<RungTopics> PullAsync(long seen, CancellationToken cancellation)
    {
        if (seen == _newest)
        {
            // A server that stops waits for its grains' calls: those of other servers must not hold it up.
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
            try
            {
                await _rung.Task.WaitAsync(LongestPull, time, either.Token);
            }
            catch (TimeoutException)
            {
                return new RungTopics(_newest, []);
            }
            catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
            {
                throw new TimeoutException("the server that passes them on is stopping");
            }
        }

        var missed = _newest - seen;
        return seen < 0 || missed < 0 || missed > _recent.Count
            ? new RungTopics(_newest, null)
            : new RungTopics(_newest, [.. _recent.Skip(_recent.Count - (int)missed)]);
    }
}
