namespace ModelMine.Server.Data;

/// <summary>
/// The connection to the database broke while it was told to commit: the write may be durable or undone, and nobody here
/// can tell. Callers ask again; what they ask for is fenced, or has a key that makes it happen once.
/// </summary>
/// <param name="inner">How the connection broke.</param>
public sealed class UnknownOutcomeException(Exception inner)
    : Exception("The connection to the database broke during a commit: the write may or may not have been stored.", inner);
