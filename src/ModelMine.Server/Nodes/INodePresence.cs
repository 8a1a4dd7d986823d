using ModelMine.Core.Contracts;

namespace ModelMine.Server.Nodes;

/// <summary>Knows which nodes heartbeat right now.</summary>
public interface INodePresence
{
    /// <summary>The nodes that sent a heartbeat within the last three intervals.</summary>
    ValueTask<IReadOnlyList<PresentNode>> OnlineAsync();

    /// <summary>Notes that a node was granted something, so that its next heartbeat is asked for it. Best effort.</summary>
    /// <param name="nodeId">The node.</param>
    void NoteGrant(string nodeId);
}

/// <summary>A node that heartbeats.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Slots">Attempts that it runs at a time.</param>
/// <param name="BusySlots">Attempts that it runs now.</param>
/// <param name="TakesWork">False while it drains or is in maintenance.</param>
/// <param name="Facts">What its machine is.</param>
/// <param name="DiskFreeMiB">Free disk where its agent works, MiB.</param>
public sealed record PresentNode(string NodeId, int Slots, int BusySlots, bool TakesWork, NodeFacts Facts, double DiskFreeMiB);
