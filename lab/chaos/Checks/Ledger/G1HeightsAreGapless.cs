using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Ledger;

/// <summary>Heights are 1, 2, 3 … up to the head's.</summary>
internal sealed class G1HeightsAreGapless() : BooksQuery("G1", "Heights have a gap, or the head is not the highest block", """
    SELECT h.height FROM ledger_head h
    WHERE h.height <> (SELECT COUNT(*) FROM ledger_blocks) OR h.height <> (SELECT COALESCE(MAX(height), 0) FROM ledger_blocks)
        OR (SELECT COALESCE(MIN(height), 1) FROM ledger_blocks) <> 1
    """);
