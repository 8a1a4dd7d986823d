namespace ModelMine.Core.JobConfigs.Layers;

/// <summary>
/// A window that slides along one side of a map, as Keras counts: <c>valid</c> takes whole windows only; <c>same</c> pads so that
/// there are side / stride places, rounded up, with the odd pixel of padding at the end.
/// </summary>
/// <param name="Outputs">Places of the window; 0 when it does not fit.</param>
/// <param name="Before">Padding before the first pixel.</param>
/// <param name="After">Padding after the last pixel.</param>
public readonly record struct SlidingWindow(int Outputs, int Before, int After)
{
    /// <summary>The word for padding.</summary>
    public const string Same = "same";

    /// <summary>Places a window.</summary>
    /// <param name="side">Pixels of the side.</param>
    /// <param name="window">Pixels of the window.</param>
    /// <param name="stride">Pixels from one place to the next.</param>
    /// <param name="padding"><c>valid</c> or <c>same</c>.</param>
    public static SlidingWindow Along(int side, int window, int stride, string padding)
    {
        if (padding != Same)
        {
            return new(side < window ? 0 : (side - window) / stride + 1, 0, 0);
        }

        var outputs = (side + stride - 1) / stride;
        var total = Math.Max((outputs - 1) * stride + window - side, 0);
        return new(outputs, total / 2, total - total / 2);
    }
}
