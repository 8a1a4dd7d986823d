using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Nodes;

/// <summary>Puts nodes into maintenance, and takes them out of it.</summary>
/// <param name="writer">The writer.</param>
/// <param name="rights">Who may.</param>
/// <param name="grains">Tells the network at once.</param>
public sealed class NodeMaintenance(GroupCommit writer, NodeRights rights, IGrainFactory grains)
{
    /// <summary>
    /// Grants the node nothing more. Once this returned, no claim of the node is answered with a job; with
    /// <see cref="MaintenanceMode.Now"/>, its agent gives back what it trains with its next heartbeat.
    /// </summary>
    /// <param name="userId">Who asks.</param>
    /// <param name="nodeId">The node.</param>
    /// <param name="mode">What becomes of what it trains.</param>
    /// <param name="seen">The version that whoever asks has seen; null to change it whatever happened since.</param>
    /// <param name="cancellation">Gives up waiting for the writer.</param>
    /// <exception cref="RefusedException">404 no such node; 403 it is not this user's; 412 it was changed since.</exception>
    public Task<MaintenanceState> BeginAsync(string userId, string nodeId, MaintenanceMode mode, long? seen, CancellationToken cancellation) =>
        SetAsync(userId, nodeId, mode, seen, cancellation);

    /// <summary>Grants the node work again.</summary>
    /// <param name="userId">Who asks.</param>
    /// <param name="nodeId">The node.</param>
    /// <param name="seen">The version that whoever asks has seen; null to change it whatever happened since.</param>
    /// <param name="cancellation">Gives up waiting for the writer.</param>
    /// <exception cref="RefusedException">404 no such node; 403 it is not this user's; 412 it was changed since.</exception>
    public Task<MaintenanceState> EndAsync(string userId, string nodeId, long? seen, CancellationToken cancellation) =>
        SetAsync(userId, nodeId, mode: null, seen, cancellation);

    private async Task<MaintenanceState> SetAsync(string userId, string nodeId, MaintenanceMode? mode, long? seen, CancellationToken cancellation)
    {
        await rights.RequireAsync(userId, nodeId, cancellation);
        var change = new MaintenanceChange(nodeId, mode, seen);
        var state = await writer.WriteAsync(change.ApplyAsync, cancellation);

        // Should this get lost, the network hears of it within a minute, when the node's row is read again.
        grains.GetGrain<INetworkGrain>(0).MaintainAsync(nodeId, change.Maintenance, change.GivesBack).Ignore();
        return state;
    }
}
