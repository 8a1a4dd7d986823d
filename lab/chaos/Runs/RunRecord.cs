using System.Collections.Concurrent;

namespace ModelMine.Chaos.Runs;

/// <summary>What the outside saw of a run: what was promised to it, and what it was told. Safe from any thread.</summary>
internal sealed class RunRecord
{
    /// <summary>Every acknowledged submit, by its idempotency key.</summary>
    public ConcurrentDictionary<string, AcknowledgedSubmit> Submits { get; } = new(StringComparer.Ordinal);

    /// <summary>Every acknowledged cancel.</summary>
    public ConcurrentQueue<AcknowledgedCancel> Cancels { get; } = [];

    /// <summary>What each watcher of an event stream saw.</summary>
    public ConcurrentQueue<WatchedFeed> Feeds { get; } = [];

    /// <summary>Every head of the ledger that a server showed.</summary>
    public ConcurrentQueue<SeenHead> Heads { get; } = [];

    /// <summary>Every attempt whose holder was killed, frozen or cut off for longer than a lease.</summary>
    public ConcurrentQueue<LostHolder> LostHolders { get; } = [];

    /// <summary>When PostgreSQL took no connections, from and to, by the machine's clock, milliseconds since 1970; one after the other.</summary>
    public ConcurrentQueue<(long From, long To)> DatabaseAway { get; } = [];

    /// <summary>Notes that PostgreSQL was away until now.</summary>
    /// <param name="from">Since when.</param>
    public void NoteDatabaseAway(DateTimeOffset from) => DatabaseAway.Enqueue((from.ToUnixTimeMilliseconds(), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));

    /// <summary>Answers that no server may give, such as another job for the same key.</summary>
    public ConcurrentQueue<string> Contradictions { get; } = [];
}
