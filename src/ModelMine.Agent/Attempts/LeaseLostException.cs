namespace ModelMine.Agent.Attempts;

/// <summary>The node holds an attempt's lease no longer: whatever it writes changes nothing.</summary>
/// <param name="message">What the server said.</param>
/// <param name="cause">Its answer.</param>
internal sealed class LeaseLostException(string message, Exception cause) : Exception(message, cause);
