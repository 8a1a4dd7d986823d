using ModelMine.Chaos.Checks.Books;

namespace ModelMine.Chaos.Checks.Tokens;

/// <summary>Only a grant takes tokens from the issuance.</summary>
internal sealed class T1OnlyGrantsMake() : BooksQuery("T1", "Tokens came out of the issuance, or went into it, other than by a grant", """
    SELECT key FROM transfers WHERE (from_wallet = 'issuance') <> (cause = 'GRANT') OR to_wallet = 'issuance' OR amount <= 0
    """);
