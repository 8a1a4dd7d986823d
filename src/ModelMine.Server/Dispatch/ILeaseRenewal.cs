using ModelMine.Core.Contracts;

namespace ModelMine.Server.Dispatch;

/// <summary>Keeps the leases of a node that gives signs of life.</summary>
public interface ILeaseRenewal
{
    /// <summary>
    /// Renews each lease listed that the node still holds, and gives back the node's attempts that it does not list:
    /// those of an earlier session at once, those of this session when they were granted a while ago. A session that drains
    /// makes no more claims, so what it does not list it never got: that goes back at once, and it is granted nothing more.
    /// </summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="sessionId">Its agent process.</param>
    /// <param name="held">What it says that it holds.</param>
    /// <param name="draining">Whether its agent shuts down.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Attempts listed that it holds no longer.</returns>
    Task<IReadOnlyList<LostAttempt>> RenewAsync(
        string nodeId, string sessionId, IReadOnlyList<HeldAttempt> held, bool draining, CancellationToken cancellation);

    /// <summary>Whether the database knows of an attempt that the node holds.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<bool> HoldsAnythingAsync(string nodeId, CancellationToken cancellation);
}
