using Microsoft.EntityFrameworkCore;
using ModelMine.Server.Blobs;
using ModelMine.Server.Data;

namespace ModelMine.Server.Datasets;

/// <summary>The bytes of a user's data set are read only by nodes that hold a lease on a job of it.</summary>
/// <param name="databases">The database.</param>
internal sealed class DatasetSecrecy(IDbContextFactory<ModelMineDb> databases) : IBlobSecrecy
{
    public async Task<bool> MayReadAsync(string nodeId, string digest, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return (await database.Database.SqlQuery<bool>($"""
            SELECT NOT EXISTS (SELECT 1 FROM dataset_blobs WHERE digest = {digest})
                OR EXISTS (
                    SELECT 1 FROM dataset_blobs b JOIN jobs j ON j.dataset_id = b.dataset_id
                    WHERE b.digest = {digest} AND j.status = 'RUNNING' AND j.node_id = {nodeId} AND j.lease_expires_at > now_ms()) AS "Value"
            """).ToListAsync(cancellation)).Contains(true);
    }
}
