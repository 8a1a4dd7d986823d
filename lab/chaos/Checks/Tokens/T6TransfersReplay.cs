using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Tokens;

/// <summary>The transfers replay to the balances.</summary>
internal sealed class T6TransfersReplay() : BooksQuery("T6", "A wallet's balance is not the sum of its transfers", """
    SELECT replayed.wallet FROM (
        SELECT wallet, SUM(amount) AS balance FROM (
            SELECT to_wallet AS wallet, amount FROM transfers
            UNION ALL
            SELECT from_wallet, -amount FROM transfers
            UNION ALL
            SELECT id, -balance FROM wallets) movements
        GROUP BY wallet) replayed
    WHERE balance <> 0
    """);
