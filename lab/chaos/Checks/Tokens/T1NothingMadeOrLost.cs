using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Tokens;

/// <summary>Debits are credits: all wallets together hold nothing, and the issuance owes what it granted.</summary>
internal sealed class T1NothingMadeOrLost() : BooksQuery("T1", "Tokens were made or lost", """
    SELECT id FROM wallets WHERE id = 'issuance' AND (SELECT SUM(balance) FROM wallets) <> 0
    UNION ALL
    SELECT id FROM wallets WHERE id = 'issuance' AND -balance <> (SELECT COALESCE(SUM(amount), 0) FROM transfers WHERE cause = 'GRANT')
    """);
