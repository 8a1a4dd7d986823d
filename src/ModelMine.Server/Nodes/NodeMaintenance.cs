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
    /// <param name="cancellation">Gives up waiting for the writer.</param>
    /// <exception cref="RefusedException">404 no such node; 403 it is not this user's.</exception>
    public Task BeginAsync(string userId, string nodeId, MaintenanceMode mode, CancellationToken cancellation) =>
        SetAsync(userId, nodeId, maintenance: true, givesBack: mode == MaintenanceMode.Now, cancellation);

    /// <summary>Grants the node work again.</summary>
    /// <param name="userId">Who asks.</param>
    /// <param name="nodeId">The node.</param>
    /// <param name="cancellation">Gives up waiting for the writer.</param>
    /// <exception cref="RefusedException">404 no such node; 403 it is not this user's.</exception>
    public Task EndAsync(string userId, string nodeId, CancellationToken cancellation) =>
        SetAsync(userId, nodeId, maintenance: false, givesBack: false, cancellation);

    private async Task SetAsync(string userId, string nodeId, bool maintenance, bool givesBack, CancellationToken cancellation)
    {
        await rights.RequireAsync(userId, nodeId, cancellation);
        await writer.WriteAsync(
            scope => scope.ExecuteAsync($"UPDATE nodes SET maintenance = {maintenance}, gives_back = {givesBack} WHERE id = {nodeId}"), cancellation);

        // Should this get lost, the network hears of it within a minute, when the node's row is read again.
        grains.GetGrain<INetworkGrain>(0).MaintainAsync(nodeId, maintenance, givesBack).Ignore();
    }
}
