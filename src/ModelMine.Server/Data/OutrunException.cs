namespace ModelMine.Server.Data;

/// <summary>
/// A conditional statement found that another server had changed the row between this write's look and its change. The
/// write is undone and run once more, and then sees what the other did.
/// </summary>
/// <param name="message">What the other took.</param>
public sealed class OutrunException(string message) : Exception(message);
