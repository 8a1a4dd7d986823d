using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Server.Data;
using ModelMine.Server.Shell;

namespace ModelMine.Server.Ledger;

/// <summary>Reads the ledger.</summary>
/// <param name="databases">The database.</param>
/// <param name="check">Recomputes the chain.</param>
public sealed class LedgerQueries(IDbContextFactory<ModelMineDb> databases, LedgerCheck check)
{
    private const int LargestPage = 200;

    /// <summary>Blocks, newest first.</summary>
    /// <param name="cursor">Where to go on, from an earlier page.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Page<LedgerBlockView>> ListAsync(string? cursor, int limit, CancellationToken cancellation)
    {
        var below = long.MaxValue;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out below))
            throw new RefusedException(400, "bad_cursor", "The cursor is not one that this server gave.", "Begin again without a cursor.");
        limit = Math.Clamp(limit, 1, LargestPage);
        await using var database = await databases.CreateDbContextAsync(cancellation);
        var blocks = await Views(database.LedgerBlocks.Where(b => b.Height < below).OrderByDescending(b => b.Height).Take(limit + 1))
            .ToListAsync(cancellation);
        if (blocks.Count <= limit) return new Page<LedgerBlockView>(blocks, null);
        blocks.RemoveAt(limit);
        return new Page<LedgerBlockView>(blocks, blocks[^1].Height.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The block of a job; null when it has none.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<LedgerBlockView?> OfJobAsync(string jobId, CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        return await Views(database.LedgerBlocks.Where(b => b.JobId == jobId)).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Every block, lowest first, as it comes from the database.</summary>
    /// <param name="cancellation">Gives up.</param>
    public async IAsyncEnumerable<LedgerBlockView> ExportAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancellation);
        await foreach (var block in Views(database.LedgerBlocks.OrderBy(b => b.Height)).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return block;
    }

    /// <summary>Recomputes the whole chain, and compares its end with the head that appends build on.</summary>
    /// <param name="cancellation">Gives up waiting.</param>
    public Task<LedgerVerification> VerifyAsync(CancellationToken cancellation) => check.RunAsync(cancellation);

    private static IQueryable<LedgerBlockView> Views(IQueryable<LedgerBlock> blocks) =>
        blocks.Select(b => new LedgerBlockView(b.Height, b.Hash, b.PrevHash, b.Timestamp, b.Data));
}
