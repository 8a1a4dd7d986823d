using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Blobs;

/// <summary>
/// Keeps one user from filling the disk: data sets, trained weights and snapshots count, each blob once. What jobs that run
/// already store is taken even beyond the limit; then nothing new begins.
/// </summary>
/// <param name="databases">The database.</param>
/// <param name="limits">The limit.</param>
/// <param name="time">The clock.</param>
public sealed class StorageQuota(IDbContextFactory<ModelMineDb> databases, IOptions<UserLimitOptions> limits, TimeProvider time)
{
    private const long MiB = 1024 * 1024;

    /// <summary>Adding up reads a row for each job of the user: a stream of submits looks at it now and then.</summary>
    private static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (long Bytes, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    /// <summary>Why a user may not begin a new job, 409; null when there is room. The sum may be half a minute old.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<RefusedException?> WhyNoJobAsync(string userId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (!_known.TryGetValue(userId, out var known) || known.Until <= now)
            _known[userId] = known = (await StoredAsync(userId, cancellation), now + RememberedFor);
        return WhyNot(known.Bytes, 0);
    }

    /// <summary>Refuses to store more than a user may have.</summary>
    /// <param name="userId">The user.</param>
    /// <param name="bytes">What would be added.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="RefusedException">409 it would be too much.</exception>
    public async Task RequireRoomAsync(string userId, long bytes, CancellationToken cancellation)
    {
        if (WhyNot(await StoredAsync(userId, cancellation), bytes) is { } problem) throw problem;
    }

    private RefusedException? WhyNot(long stored, long more)
    {
        if (stored + more <= limits.Value.StorageMiB * MiB) return null;
        var adds = more > 0 ? $", and this adds {InMiB(more)} MiB" : "";
        return new RefusedException(
            409, "storage_full",
            $"Your data sets, weights and snapshots take {InMiB(stored)} MiB{adds}; one user may have {limits.Value.StorageMiB} MiB.",
            "Remove data sets that you no longer need.");
    }

    private async Task<long> StoredAsync(string userId, CancellationToken cancellation)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return (await database.Database.SqlQuery<long>($"""
            SELECT CAST(COALESCE(SUM(b.size), 0) AS BIGINT) AS "Value" FROM blobs b WHERE b.digest IN (
                SELECT f.digest FROM dataset_blobs f JOIN datasets d ON d.id = f.dataset_id WHERE d.user_id = {userId} AND d.removed_at IS NULL
                UNION SELECT j.weights_digest FROM jobs j WHERE j.user_id = {userId} AND j.weights_digest IS NOT NULL
                UNION SELECT j.snapshot_digest FROM jobs j WHERE j.user_id = {userId} AND j.snapshot_digest IS NOT NULL)
            """).ToListAsync(cancellation))[0];
    }

    private static long InMiB(long bytes) => (bytes + MiB - 1) / MiB;
}
