namespace ModelMine.Core.Ledger;

/// <summary>JSON that has no canonical form (RFC 8785), or is not in it; the message says what and where.</summary>
/// <param name="message">What is wrong.</param>
public sealed class CanonicalJsonException(string message) : FormatException(message);
