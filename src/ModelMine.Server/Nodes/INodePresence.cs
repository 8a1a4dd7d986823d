namespace ModelMine.Server.Nodes;

/// <summary>Knows which nodes heartbeat right now.</summary>
public interface INodePresence
{
    /// <summary>The nodes that sent a heartbeat within the last three intervals.</summary>
    ValueTask<IReadOnlyList<PresentNode>> OnlineAsync();
}

/// <summary>A node that heartbeats.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Slots">Attempts that it runs at a time.</param>
/// <param name="BusySlots">Attempts that it runs now.</param>
/// <param name="MemoryMiB">Memory of its machine, MiB.</param>
/// <param name="TakesWork">False while it drains or is in maintenance.</param>
[GenerateSerializer]
[Alias("modelmine.present-node")]
public sealed record PresentNode(
    [property: Id(0)] string NodeId,
    [property: Id(1)] int Slots,
    [property: Id(2)] int BusySlots,
    [property: Id(3)] int MemoryMiB,
    [property: Id(4)] bool TakesWork);
