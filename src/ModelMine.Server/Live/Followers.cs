using System.Collections.Immutable;
using ModelMine.Core.Contracts;

namespace ModelMine.Server.Live;

/// <summary>Who follows what on this server. A topic is the id of a job, or of a user for all of that user's jobs.</summary>
internal sealed class Followers
{
    private readonly Lock _lock = new();
    private ImmutableDictionary<string, ImmutableArray<Subscription>> _topics =
        ImmutableDictionary.Create<string, ImmutableArray<Subscription>>(StringComparer.Ordinal);

    /// <summary>The first follower of a topic came, or its last one left.</summary>
    public event Action<string, bool>? Changed;

    /// <summary>The topics that are followed here.</summary>
    public IReadOnlyCollection<string> Topics => [.. Volatile.Read(ref _topics).Keys];

    /// <summary>How many follow.</summary>
    public int Count => Volatile.Read(ref _topics).Values.Sum(there => there.Length);

    /// <summary>Begins to follow; dispose to end it.</summary>
    public Subscription Add(string topic)
    {
        var subscription = new Subscription(closed => Remove(topic, closed));
        bool isFirst;
        lock (_lock)
        {
            var there = _topics.GetValueOrDefault(topic, []);
            isFirst = there.IsEmpty;
            _topics = _topics.SetItem(topic, there.Add(subscription));
        }

        if (isFirst) Changed?.Invoke(topic, true);
        return subscription;
    }

    /// <summary>Hands an event to the followers of a topic.</summary>
    public void Offer(string topic, JobEvent jobEvent)
    {
        foreach (var subscription in Of(topic)) subscription.Offer(jobEvent);
    }

    /// <summary>Tells the followers of a job how far its stored events go.</summary>
    public void Notice(string topic, long seq)
    {
        foreach (var subscription in Of(topic)) subscription.Notice(seq);
    }

    private ImmutableArray<Subscription> Of(string topic) => Volatile.Read(ref _topics).GetValueOrDefault(topic, []);

    private void Remove(string topic, Subscription subscription)
    {
        lock (_lock)
        {
            if (!_topics.TryGetValue(topic, out var there)) return;
            var left = there.Remove(subscription);
            if (left.Length == there.Length) return;
            _topics = left.IsEmpty ? _topics.Remove(topic) : _topics.SetItem(topic, left);
            if (!left.IsEmpty) return;
        }

        Changed?.Invoke(topic, false);
    }
}
