using System.Collections.Concurrent;

namespace ModelMine.Server.Live;

/// <summary>
/// Remembers which topics nobody follows on other servers: their events need not be sent there. Most jobs run unwatched. A
/// topic's grain says so in its answer, and takes it back as soon as somebody begins to follow; what is remembered ends by
/// itself as well.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class FeedWants(TimeProvider time)
{
    /// <summary>How long a topic counts as unwanted without another word.</summary>
    public static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(30);

    /// <summary>More topics than that are not remembered: their events are sent.</summary>
    private const int MostTopics = 100_000;

    private readonly ConcurrentDictionary<string, long> _unwantedSince = new(StringComparer.Ordinal);
    private long _recalls;

    /// <summary>Counts what was taken back: see <see cref="Refuse"/>.</summary>
    public long Recalls => Volatile.Read(ref _recalls);

    /// <summary>Whether the topic's events must be sent.</summary>
    public bool Wants(string topic)
    {
        if (!_unwantedSince.TryGetValue(topic, out var since)) return true;
        if (time.GetElapsedTime(since) < RememberedFor) return false;
        _unwantedSince.TryRemove(new(topic, since));
        return true;
    }

    /// <summary>Nobody follows the topic elsewhere, unless somebody has begun to since the question.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="recallsBefore">The count of what was taken back when the question was put.</param>
    public void Refuse(string topic, long recallsBefore)
    {
        if (_unwantedSince.Count >= MostTopics) return;
        _unwantedSince[topic] = time.GetTimestamp();
        if (Recalls != recallsBefore) _unwantedSince.TryRemove(topic, out _);
    }

    /// <summary>Somebody follows the topic now.</summary>
    public void Recall(string topic)
    {
        Interlocked.Increment(ref _recalls);
        _unwantedSince.TryRemove(topic, out _);
    }

    /// <summary>What is remembered may be wrong: a server left, and with it what its grains knew.</summary>
    public void RecallAll()
    {
        Interlocked.Increment(ref _recalls);
        _unwantedSince.Clear();
    }
}
