namespace ModelMine.Agent.Contact;

/// <summary>The server did not answer, or could not: another try may help.</summary>
/// <param name="cause">What happened.</param>
internal sealed class NoAnswerException(Exception cause) : Exception(cause.Message, cause);
