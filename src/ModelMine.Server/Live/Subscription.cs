using System.Threading.Channels;
using ModelMine.Core.Contracts;

namespace ModelMine.Server.Live;

/// <summary>
/// What one follower of a topic has yet to see. It never holds the publisher up: a follower that falls behind loses the
/// oldest hints, but always knows the highest number that there is, and reads what it lost from the store.
/// </summary>
internal sealed class Subscription(Action<Subscription> closed) : IDisposable
{
    /// <summary>How far a follower may fall behind before it has to read from the store.</summary>
    public const int Capacity = 128;

    private readonly Channel<JobEvent?> _hints = Channel.CreateBounded<JobEvent?>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    private long _highest;

    /// <summary>The highest number of an event that is known to be stored.</summary>
    public long Highest => Volatile.Read(ref _highest);

    /// <summary>Whether a hint waits.</summary>
    public bool HasMore => _hints.Reader.Count > 0;

    /// <summary>Hands an event on; from any thread, in any order.</summary>
    public void Offer(JobEvent jobEvent)
    {
        Raise(jobEvent.Seq);
        _hints.Writer.TryWrite(jobEvent);
    }

    /// <summary>Tells that the store holds events up to a number, without the events.</summary>
    public void Notice(long seq)
    {
        if (Raise(seq)) _hints.Writer.TryWrite(null);
    }

    /// <summary>Hints as they come: an event, or null for a look into the store.</summary>
    public IAsyncEnumerable<JobEvent?> HintsAsync(CancellationToken cancellation) => _hints.Reader.ReadAllAsync(cancellation);

    public void Dispose() => closed(this);

    private bool Raise(long seq)
    {
        long seen;
        do
        {
            seen = Volatile.Read(ref _highest);
            if (seq <= seen) return false;
        }
        while (Interlocked.CompareExchange(ref _highest, seq, seen) != seen);
        return true;
    }
}
