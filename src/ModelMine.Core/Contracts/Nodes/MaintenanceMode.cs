namespace ModelMine.Core.Contracts;

/// <summary>How a node is put into maintenance. Either way it is granted nothing new until it is resumed.</summary>
public enum MaintenanceMode
{
    /// <summary>What it trains now goes on to its end.</summary>
    Drain,

    /// <summary>What it trains now is saved, and goes on elsewhere from the snapshot; that costs no attempt.</summary>
    Now,
}

/// <summary>Body of <c>POST /nodes/{id}/maintenance</c>.</summary>
/// <param name="Mode">What becomes of the attempts that run; <see cref="MaintenanceMode.Drain"/> when left out.</param>
public sealed record MaintenanceRequest(MaintenanceMode Mode = MaintenanceMode.Drain);

/// <summary>Answer to <c>POST</c> and <c>DELETE /nodes/{id}/maintenance</c>.</summary>
/// <param name="Mode">How the node is in maintenance now; null when it is not.</param>
/// <param name="Version">The newest version, for the <c>If-Match</c> of the next request.</param>
public sealed record MaintenanceState(MaintenanceMode? Mode, long Version);
