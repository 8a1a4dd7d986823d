using System.Data.Common;
using ModelMine.Chaos.Checks.Books;
using ModelMine.Core.Contracts;
using ModelMine.Core.Ledger;

namespace ModelMine.Chaos.Checks.Ledger;

/// <summary>A copy of the ledger in which anything was changed is found to be wrong: a byte, an order, a block taken out or put in twice.</summary>
/// <param name="verify">What must find it.</param>
internal sealed class G5TamperingIsFound(Func<IEnumerable<LedgerBlockView>, LedgerVerification> verify) : BooksCheck
{
    private const int MostBlocks = 200;

    /// <summary>With the verifier of the product.</summary>
    public G5TamperingIsFound()
        : this(LedgerChain.Verify)
    {
    }

    /// <inheritdoc/>
    public override string Invariant => "G5";

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Violation>> FindAsync(DbConnection books, CancellationToken cancellation)
    {
        // The first blocks are a ledger of their own, and each forgery means checking one whole.
        var blocks = (await StoredChain.ReadAsync(books, cancellation)).Take(MostBlocks).ToList();
        if (!verify(blocks).Valid) return [];
        var unnoticed = new Sightings(Invariant, "A forged ledger was taken for a good one");
        foreach (var (what, forged) in blocks.Count == 0 ? [] : Forgeries(blocks))
            if (verify(forged).Valid)
                unnoticed.Add(what);
        return unnoticed.ToViolations();
    }

    private static IEnumerable<(string What, IEnumerable<LedgerBlockView> Forged)> Forgeries(List<LedgerBlockView> blocks)
    {
        foreach (var at in new[] { 0, blocks.Count / 2, blocks.Count - 1 }.Distinct())
        {
            var block = blocks[at];
            yield return ($"data of block {at + 1}", With(block with { Data = Changed(block.Data) }));
            yield return ($"time of block {at + 1}", With(block with { Timestamp = Changed(block.Timestamp) }));
            yield return ($"hash of block {at + 1}", With(block with { Hash = Changed(block.Hash) }));
            yield return ($"previous hash of block {at + 1}", With(block with { PrevHash = Changed(block.PrevHash) }));
            yield return ($"height of block {at + 1}", With(block with { Height = block.Height + 1 }));
            yield return ($"block {at + 1} twice", [.. blocks[..(at + 1)], .. blocks[at..]]);
            if (at + 1 < blocks.Count) yield return ($"blocks {at + 1} and {at + 2} swapped", [.. blocks[..at], blocks[at + 1], block, .. blocks[(at + 2)..]]);
            if (at + 1 < blocks.Count) yield return ($"without block {at + 1}", [.. blocks[..at], .. blocks[(at + 1)..]]);

            IEnumerable<LedgerBlockView> With(LedgerBlockView other) => [.. blocks[..at], other, .. blocks[(at + 1)..]];
        }
    }

    /// <summary>The text with its last digit changed.</summary>
    private static string Changed(string text)
    {
        var at = text.Length - 1;
        while (at >= 0 && !char.IsAsciiDigit(text[at])) at--;
        return at < 0 ? text + "0" : $"{text[..at]}{(text[at] == '9' ? '0' : (char)(text[at] + 1))}{text[(at + 1)..]}";
    }
}
