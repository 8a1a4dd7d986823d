using ModelMine.Core.Contracts;

namespace ModelMine.Server.Nodes;

/// <summary>
/// Knows who heartbeats, in memory: one activation for the network, key 0. When it is lost, five seconds of heartbeats
/// bring it back; what must outlive it is in the table of nodes.
/// </summary>
[Alias("modelmine.network")]
internal interface INetworkGrain : IGrainWithIntegerKey
{
    /// <summary>Takes a heartbeat.</summary>
    /// <param name="heartbeat">What the node says.</param>
    /// <returns>Whether the node's row is behind, and what is known of its maintenance.</returns>
    [Alias("hear"), ResponseTimeout("00:00:03")]
    Task<HeardAnswer> HearAsync([Immutable] HeardHeartbeat heartbeat);

    /// <summary>Notes that the node's row was brought up to date.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="fingerprint">Of what was stored.</param>
    /// <param name="maintenance">Whether its row says that it takes no new work.</param>
    /// <param name="givesBack">Whether its row says that it shall give back what it trains.</param>
    [Alias("stored")]
    Task StoredAsync(string nodeId, string fingerprint, bool maintenance, bool givesBack);

    /// <summary>Notes that the node was granted something. Best effort: a grant that the node never got ends with its lease.</summary>
    /// <param name="nodeId">The node.</param>
    [Alias("granted")]
    Task GrantedAsync(string nodeId);

    /// <summary>Notes that a look into the database found nothing that the node holds.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="grants">The count of grants before the look: one that came meanwhile stands.</param>
    [Alias("holds-nothing")]
    Task HoldsNothingAsync(string nodeId, long grants);

    /// <summary>Notes that the node was put into maintenance, or taken out of it.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="maintenance">Whether it takes no new work.</param>
    /// <param name="givesBack">Whether it shall give back what it trains.</param>
    [Alias("maintain")]
    Task MaintainAsync(string nodeId, bool maintenance, bool givesBack);

    /// <summary>The nodes that were heard within the last three intervals.</summary>
    [Alias("online"), ResponseTimeout("00:00:03")]
    Task<IReadOnlyList<OnlineNode>> OnlineAsync();

    /// <summary>A node's metrics over the last five minutes, oldest first.</summary>
    /// <param name="nodeId">The node.</param>
    [Alias("history")]
    Task<IReadOnlyList<NodePulse>> HistoryAsync(string nodeId);
}

/// <summary>A heartbeat, with what the network must know of it.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Fingerprint">Of all that its row stores: another one means that the row is behind.</param>
/// <param name="Slots">Attempts that it runs at a time.</param>
/// <param name="BusySlots">Attempts that it runs now.</param>
/// <param name="MemoryMiB">Memory of its machine, MiB.</param>
/// <param name="Draining">Whether its agent takes no new work.</param>
/// <param name="Metrics">What its machine does now.</param>
/// <param name="Facts">What its machine is; null when the network should know by the fingerprint.</param>
[GenerateSerializer, Immutable]
[Alias("modelmine.heard-heartbeat")]
internal sealed record HeardHeartbeat(
    [property: Id(0)] string NodeId,
    [property: Id(1)] string Fingerprint,
    [property: Id(2)] int Slots,
    [property: Id(3)] int BusySlots,
    [property: Id(4)] int MemoryMiB,
    [property: Id(5)] bool Draining,
    [property: Id(6)] NodeMetrics Metrics,
    [property: Id(7)] NodeFacts? Facts);

/// <summary>What the network answers to a heartbeat.</summary>
/// <param name="IsBehind">Whether the node's row is behind what the node says, or a minute old.</param>
/// <param name="GivesBack">Whether the node shall give back what it trains.</param>
/// <param name="HoldsNothing">Whether the database is known to say that the node holds nothing: no look is needed.</param>
/// <param name="Grants">How often the node was granted something, as far as is known.</param>
/// <param name="NeedsFacts">The heartbeat was not taken, because it left out facts that the network does not know.</param>
[GenerateSerializer, Immutable]
[Alias("modelmine.heard-answer")]
internal sealed record HeardAnswer(
    [property: Id(0)] bool IsBehind, [property: Id(1)] bool GivesBack, [property: Id(2)] bool HoldsNothing = false, [property: Id(3)] long Grants = 0,
    [property: Id(4)] bool NeedsFacts = false);

/// <summary>A node that heartbeats.</summary>
/// <param name="Heartbeat">Its newest heartbeat, with facts.</param>
/// <param name="At">When it came.</param>
/// <param name="TakesWork">False while it drains or is in maintenance.</param>
[GenerateSerializer, Immutable]
[Alias("modelmine.online-node")]
internal sealed record OnlineNode([property: Id(0)] HeardHeartbeat Heartbeat, [property: Id(1)] DateTimeOffset At, [property: Id(2)] bool TakesWork);

/// <summary>One point of a node's recent past.</summary>
/// <param name="At">When.</param>
/// <param name="Cpu">Share of its cores in use, 0 to 1.</param>
/// <param name="Memory">Share of its memory in use, 0 to 1.</param>
[GenerateSerializer, Immutable]
[Alias("modelmine.node-pulse")]
public sealed record NodePulse([property: Id(0)] DateTimeOffset At, [property: Id(1)] double Cpu, [property: Id(2)] double Memory);
