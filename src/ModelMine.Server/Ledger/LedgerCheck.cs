using Microsoft.EntityFrameworkCore;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;
using ModelMine.Server.Data;

namespace ModelMine.Server.Ledger;

/// <summary>
/// Recomputes the chain that the database holds. Anyone may ask for it, and it reads every block: so one check runs at a
/// time, whoever asks meanwhile shares it, and its result stands for a few seconds unless the ledger grew.
/// </summary>
/// <param name="databases">The database.</param>
/// <param name="time">The clock.</param>
public sealed class LedgerCheck(IDbContextFactory<ModelMineDb> databases, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan StandsFor = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private (LedgerVerification Result, string Head, long At)? _last;

    /// <summary>Checks the whole ledger, or gives the result of the check that was made a moment ago.</summary>
    /// <param name="cancellation">Gives up waiting for it.</param>
    public async Task<LedgerVerification> RunAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            await using var database = await databases.CreateDbContextAsync(cancellation);
            var head = await database.LedgerHead.AsNoTracking().SingleAsync(cancellation);
            if (_last is { } last && last.Head == head.Hash && time.GetElapsedTime(last.At) < StandsFor) return last.Result;
            var result = await Task.Run(() => Check(database, cancellation), cancellation);
            _last = (result, head.Hash, time.GetTimestamp());
            return result;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private static LedgerVerification Check(ModelMineDb database, CancellationToken cancellation)
    {
        LedgerHead? head = null;
        string? misplaced = null;
        var result = LedgerChain.Verify(Blocks());
        if (!result.Valid) return result;
        if (misplaced is not null) return result with { Valid = false, Problem = misplaced };
        if (head!.Height == result.Blocks && head.Hash == result.HeadHash) return result;
        return result with
        {
            Valid = false,
            Problem = $"The chain ends at height {result.Blocks} with {result.HeadHash}, but the head says height {head.Height} and {head.Hash}: blocks were cut off, or the head was changed.",
        };

        // One statement, so that head and blocks are of the same moment even while blocks are appended.
        IEnumerable<LedgerBlockView> Blocks()
        {
            var rows =
                from h in database.LedgerHead
                from b in database.LedgerBlocks.DefaultIfEmpty()
                orderby b!.Height
                select new { Head = h, Block = (LedgerBlock?)b };
            foreach (var row in rows.AsNoTracking())
            {
                cancellation.ThrowIfCancellationRequested();
                head = row.Head;
                if (row.Block is not { } block) continue;
                var view = new LedgerBlockView(block.Height, block.Hash, block.PrevHash, block.Timestamp, block.Data);
                yield return view;

                // Asked for after the chain took the block, so that its data is known to be readable.
                if (view.JobId() != block.JobId) misplaced ??= $"Block {block.Height}: it is filed under {block.JobId}, but is about {view.JobId()}.";
            }
        }
    }
}
