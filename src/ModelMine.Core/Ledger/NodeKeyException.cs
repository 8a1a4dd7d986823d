namespace ModelMine.Core.Ledger;

/// <summary>A node's key cannot be read or kept; the message says why and what to do.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class NodeKeyException(string message, Exception? inner = null) : Exception(message, inner);
