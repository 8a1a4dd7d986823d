using ModelMine.Core.Ledger;

namespace ModelMine.Chaos.Checks.Ledger;

/// <summary>Every head of the ledger that a server ever showed is a block of the final chain: nothing shown was taken back or rewritten.</summary>
internal sealed class G3HeadsStand : IInvariantCheck
{
    /// <inheritdoc/>
    public string Invariant => "G3";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Violation>> FindAsync(FinishedRun run, CancellationToken cancellation)
    {
        await using var books = await run.OpenDatabaseAsync(cancellation);
        var hashes = (await StoredChain.ReadAsync(books, cancellation)).ToLookup(block => block.Height, block => block.Hash);

        var vanished = new Sightings("G4", "A server showed a block that did not last");
        var rewritten = new Sightings(Invariant, "A server showed another block at a height than the one that stands there");
        foreach (var head in run.Record.Heads.DistinctBy(head => (head.Height, head.Hash)))
        {
            if (head.Height == 0 && head.Hash == BlockHash.Zero) continue;
            if (!hashes.Contains(head.Height)) vanished.Add($"height {head.Height}, {head.Hash}");
            else if (!hashes[head.Height].Contains(head.Hash)) rewritten.Add($"height {head.Height}, {head.Hash}");
        }

        return [.. vanished.ToViolations(), .. rewritten.ToViolations()];
    }
}
