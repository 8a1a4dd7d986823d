using ModelMine.Chaos.Processes;
using ModelMine.Chaos.Runs;

namespace ModelMine.Chaos.Faults;

/// <summary>Notes which attempts a node held when it was lost.</summary>
internal static class LostHolders
{
    /// <summary>Asks the database as it is now; called when the node is gone already, so that it takes nothing more.</summary>
    /// <param name="network">The network.</param>
    /// <param name="agent">The agent that is lost.</param>
    /// <param name="fault">The fault that took it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many it held.</returns>
    public static async Task<int> NoteAsync(Network network, ChaosAgent agent, PlannedFault fault, CancellationToken cancellation)
    {
        if (agent.NodeId is not { } nodeId) return 0;
        var held = await network.Database.ReadAsync(
            $"SELECT a.job_id, a.id, a.lease_epoch, now_ms() FROM attempts a JOIN jobs j ON j.id = a.job_id AND j.lease_epoch = a.lease_epoch WHERE a.node_id = '{nodeId}' AND a.status = 'RUNNING'",
            row => new LostHolder(row.GetString(0), row.GetString(1), row.GetInt64(2), fault.Number, row.GetInt64(3)), cancellation);
        foreach (var lost in held) network.Record.LostHolders.Enqueue(lost);
        return held.Count;
    }
}
