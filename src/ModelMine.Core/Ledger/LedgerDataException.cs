namespace ModelMine.Core.Ledger;

/// <summary>What a block would bind, or binds, is not in its form; the message says which field and what it must be.</summary>
/// <param name="message">What is wrong, as the rest of a sentence.</param>
public sealed class LedgerDataException(string message) : FormatException(message);
