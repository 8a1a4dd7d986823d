using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Tokens;

/// <summary>No wallet but the issuance is below zero.</summary>
internal sealed class T2NothingBelowZero() : BooksQuery("T2", "A wallet is below zero", """
    SELECT id FROM wallets WHERE balance < 0 AND id <> 'issuance'
    """);
