namespace ModelMine.Core.Formats;

/// <summary>Bytes that are not a safetensors file, or one that this reader refuses; the message says what is wrong and where.</summary>
/// <param name="message">What is wrong.</param>
public sealed class SafetensorsException(string message) : FormatException(message);
