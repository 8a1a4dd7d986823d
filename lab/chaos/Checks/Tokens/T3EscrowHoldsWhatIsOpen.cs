using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Tokens;

/// <summary>The escrow holds the stakes that are not resolved, and nothing else.</summary>
internal sealed class T3EscrowHoldsWhatIsOpen() : BooksQuery("T3", "The escrow does not hold what is at stake", """
    SELECT id FROM wallets WHERE id = 'escrow' AND balance <> (SELECT COALESCE(SUM(amount), 0) FROM stakes WHERE resolution IS NULL)
    """);
