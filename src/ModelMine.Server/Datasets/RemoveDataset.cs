using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Own;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Datasets;

/// <summary>Removes a data set of a user's own; not while a job that is pending or running needs it.</summary>
/// <param name="writer">The writer.</param>
public sealed class RemoveDataset(GroupCommit writer)
{
    /// <summary>Removes one version, or, without a version, all of them.</summary>
    /// <param name="userId">Whose it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Gives up waiting for the writer.</param>
    /// <exception cref="RefusedException">404 not this user's; 409 in use, or the catalog's.</exception>
    public async Task ExecuteAsync(string userId, string name, CancellationToken cancellation)
    {
        if (DatasetCatalog.FindEntry(name) is { } entry) throw DatasetRefusals.OfTheCatalog(entry.Facts.Name);
        if (DatasetName.TryParse(name) is not { } wanted || !await writer.WriteAsync(scope => RemoveAsync(scope, userId, wanted), cancellation))
            throw RefusedException.NotFound("data set");
    }

    private static async Task<bool> RemoveAsync(WriteScope scope, string userId, DatasetName wanted)
    {
        var (folded, all, version) = (wanted.Folded, wanted.Version is null, wanted.Version ?? 0);
        var user = await scope.FirstOrDefaultAsync<string>($"""
            SELECT j.id AS "Value" FROM jobs j JOIN datasets d ON d.id = j.dataset_id
            WHERE d.user_id = {userId} AND d.folded_name = {folded} AND ({all} OR d.version = {version}) AND j.status IN ('PENDING', 'RUNNING')
            """);
        if (user is not null) throw DatasetRefusals.InUse(wanted.ToString(), user);
        var removed = await scope.QueryAsync<string>($"""
            UPDATE datasets SET removed_at = now_ms(), profile = '' WHERE user_id = {userId} AND folded_name = {folded} AND ({all} OR version = {version}) AND removed_at IS NULL
            RETURNING id AS "Value"
            """);

        // Without this the blobs have nobody left who refers to them, and the sweep takes them.
        foreach (var id in removed) await scope.ExecuteAsync($"DELETE FROM dataset_blobs WHERE dataset_id = {id}");
        return removed.Count > 0;
    }
}
