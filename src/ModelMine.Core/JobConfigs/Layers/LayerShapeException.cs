namespace ModelMine.Core.JobConfigs.Layers;

/// <summary>A layer cannot take what comes in; the message says why, after the layer's name.</summary>
/// <param name="message">Such as <c>does not fit: …</c>.</param>
public sealed class LayerShapeException(string message) : Exception(message);
