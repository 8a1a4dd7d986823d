using System.Collections.Concurrent;

namespace ModelMine.Server.Dispatch;

/// <summary>
/// Wakes whoever waits on this server. Take <see cref="Version"/> before you look for work, and wait with it after you
/// found none: a ring between the two is not missed.
/// </summary>
/// <param name="grains">Reaches the other servers.</param>
/// <param name="time">The clock.</param>
public sealed class WakeUps(IGrainFactory grains, TimeProvider time)
{
    /// <summary>A job became ready to be granted.</summary>
    public const string Work = "work";

    /// <summary>Together longer than servers take to notice that the one which passes rings on has died.</summary>
    private const int MostTries = 40;

    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(0.25);

    private readonly ConcurrentDictionary<string, Topic> _topics = new(StringComparer.Ordinal);

    /// <summary>A node lost a lease.</summary>
    /// <param name="nodeId">The node.</param>
    public static string LeasesOf(string nodeId) => $"leases:{nodeId}";

    /// <summary>How often the topic was rung here.</summary>
    /// <param name="topic">The topic.</param>
    public long Version(string topic) => Of(topic).Version;

    /// <summary>Waits until the topic was rung after <paramref name="seen"/>, or the time is up.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="seen">The version before the look that found nothing.</param>
    /// <param name="atMost">How long.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task WaitAsync(string topic, long seen, TimeSpan atMost, CancellationToken cancellation)
    {
        // Timers count whole milliseconds: less than one would be no wait, and whoever has that left would look again and again.
        var wholeMilliseconds = TimeSpan.FromMilliseconds(Math.Ceiling(atMost.TotalMilliseconds));
        try
        {
            await Of(topic).ChangedSince(seen).WaitAsync(wholeMilliseconds, time, cancellation);
        }
        catch (TimeoutException)
        {
            // The caller looks again: that is what the time limit is for.
        }
    }

    /// <summary>Wakes whoever waits, here at once and on the other servers soon.</summary>
    /// <param name="topic">The topic.</param>
    public void Ring(string topic)
    {
        RingHere(topic);
        RingElsewhereAsync(topic).Ignore();
    }

    /// <summary>Rings again when the server that passes rings on died with this one: whoever waits elsewhere would wait out its time.</summary>
    private async Task RingElsewhereAsync(string topic)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await grains.GetGrain<IWakeUpGrain>(0).RingAsync(topic);
                return;
            }
            catch (Exception error) when (tries < MostTries && (error is OrleansException or TimeoutException))
            {
                await Task.Delay(PauseAfterFault, time);
            }
        }
    }

    /// <summary>Wakes whoever waits on this server.</summary>
    /// <param name="topic">The topic.</param>
    internal void RingHere(string topic) => Of(topic).Ring();

    /// <summary>Wakes everybody who waits on this server.</summary>
    internal void RingAllHere()
    {
        foreach (var topic in _topics.Values) topic.Ring();
    }

    private Topic Of(string topic) => _topics.GetOrAdd(topic, _ => new Topic());

    private sealed class Topic
    {
        private readonly Lock _lock = new();
        private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public long Version { get; private set; }

        public Task ChangedSince(long seen)
        {
            lock (_lock) return Version != seen ? Task.CompletedTask : _next.Task;
        }

        public void Ring()
        {
            TaskCompletionSource rung;
            lock (_lock)
            {
                Version++;
                rung = _next;
                _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            rung.SetResult();
        }
    }
}
