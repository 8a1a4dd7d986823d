using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Tokens;

/// <summary>Replayed in their order, the transfers never leave a wallet below zero.</summary>
internal sealed class T2NeverBelowZero() : BooksQuery("T2", "A wallet was below zero for a moment", """
    SELECT DISTINCT wallet FROM (
        SELECT wallet, SUM(amount) OVER (PARTITION BY wallet ORDER BY id) AS balance FROM (
            SELECT id, to_wallet AS wallet, amount FROM transfers
            UNION ALL
            SELECT id, from_wallet, -amount FROM transfers) movements) replayed
    WHERE balance < 0 AND wallet <> 'issuance'
    """);
