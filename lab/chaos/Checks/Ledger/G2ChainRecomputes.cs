using System.Data.Common;
using ModelMine.Chaos.Checks.Books;
using ModelMine.Core.Ledger;

namespace ModelMine.Chaos.Checks.Ledger;

/// <summary>The recomputed chain is the stored one, to the head; each block is filed under the job that it is about.</summary>
internal sealed class G2ChainRecomputes : BooksCheck
{
    /// <inheritdoc/>
    public override string Invariant => "G2";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Violation>> FindAsync(DbConnection books, CancellationToken cancellation)
    {
        var blocks = await StoredChain.ReadAsync(books, cancellation);
        var verified = LedgerChain.Verify(blocks);
        if (!verified.Valid) return [new Violation(Invariant, $"The stored chain does not hold: {verified.Problem}", [$"height {verified.Blocks + 1}"])];

        await foreach (var row in books.RowsAsync("SELECT height, hash FROM ledger_head", cancellation))
            if (row.Number(0) != blocks.Count || row.Text(1) != verified.HeadHash)
                return [new Violation(Invariant, "The head is not the last block.", [$"head {row.Number(0)} {row.Text(1)}", $"last block {blocks.Count} {verified.HeadHash}"])];

        var misfiled = new Sightings(Invariant, "A block is filed under another job than the one that it is about");
        var jobs = blocks.ToDictionary(block => block.Height, block => block.JobId());
        await foreach (var row in books.RowsAsync("SELECT height, job_id FROM ledger_blocks", cancellation))
            if (jobs[row.Number(0)] != row.Text(1))
                misfiled.Add($"height {row.Number(0)}: {row.Text(1)}");
        return misfiled.ToViolations();
    }
}
