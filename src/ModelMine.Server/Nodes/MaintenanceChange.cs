using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Nodes;

/// <summary>
/// A wish to put a node into maintenance, or to take it out. With the version that was seen it happens at most once, and only
/// to what was seen: a copy of the request that arrives late changes nothing.
/// </summary>
/// <param name="NodeId">The node.</param>
/// <param name="Mode">How; null to take it out.</param>
/// <param name="Seen">The version that was seen; null when it does not matter.</param>
internal sealed record MaintenanceChange(string NodeId, MaintenanceMode? Mode, long? Seen)
{
    public bool Maintenance => Mode is not null;

    public bool GivesBack => Mode == MaintenanceMode.Now;

    /// <summary>Stores it.</summary>
    /// <param name="scope">The write.</param>
    /// <returns>What the node is in now.</returns>
    /// <exception cref="RefusedException">412: something else was stored since.</exception>
    public async Task<MaintenanceState> ApplyAsync(WriteScope scope)
    {
        var changed = await scope.QueryAsync<long>($"""
            UPDATE nodes SET maintenance = {Maintenance}, gives_back = {GivesBack}, maintenance_version = maintenance_version + 1
            WHERE id = {NodeId} AND maintenance_version = COALESCE(CAST({Seen} AS BIGINT), maintenance_version) RETURNING maintenance_version AS "Value"
            """);
        if (changed is [var version]) return new MaintenanceState(Mode, version);
        var stored = await scope.FirstOrDefaultAsync<Stored>($"""
            SELECT maintenance AS "Maintenance", gives_back AS "GivesBack", maintenance_version AS "Version" FROM nodes WHERE id = {NodeId}
            """) ?? throw RefusedException.NotFound("node");

        // Whoever got no answer asks again: then the change stands already.
        if (stored == new Stored(Maintenance, GivesBack, Seen.GetValueOrDefault() + 1)) return new MaintenanceState(Mode, stored.Version);
        throw new RefusedException(
            412, "maintenance_changed", $"Since you looked, this node was {(stored.Maintenance ? "put into maintenance" : "taken out of maintenance")}; nothing was changed now.",
            "Look at it again, and repeat this if it is still what you want.");
    }

    private sealed record Stored(bool Maintenance, bool GivesBack, long Version);
}
