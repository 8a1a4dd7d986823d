namespace ModelMine.Training.Data.Images;

/// <summary>Mean and standard deviation of each channel, with pixels counted from 0 to 1.</summary>
/// <param name="Mean">Of each channel.</param>
/// <param name="StandardDeviation">Of each channel; 1 for a channel that never changes.</param>
internal sealed record PixelStatistics(float[] Mean, float[] StandardDeviation)
{
    private const double Brightest = 255;

    /// <summary>Measures the images given, which are those of the training split: what is held out must not leak in.</summary>
    public static PixelStatistics Of(ReadOnlySpan<byte> pixels, int pixelsPerImage, int channels, IEnumerable<long> images)
    {
        var counts = new long[channels][];
        for (var channel = 0; channel < channels; channel++)
        {
            counts[channel] = new long[256];
        }

        foreach (var image in images)
        {
            var values = pixels.Slice(checked((int)image * pixelsPerImage * channels), pixelsPerImage * channels);
            for (var i = 0; i < values.Length; i += channels)
            {
                for (var channel = 0; channel < channels; channel++)
                {
                    counts[channel][values[i + channel]]++;
                }
            }
        }

        return new([.. counts.Select(histogram => (float)Moments(histogram).Mean)], [.. counts.Select(histogram => (float)Moments(histogram).Deviation)]);
    }

    private static (double Mean, double Deviation) Moments(long[] histogram)
    {
        double count = 0, sum = 0, squares = 0;
        for (var value = 0; value < histogram.Length; value++)
        {
            count += histogram[value];
            sum += (double)histogram[value] * value;
            squares += (double)histogram[value] * value * value;
        }

        var mean = sum / count;
        var variance = Math.Max(0, squares / count - mean * mean);
        return (mean / Brightest, variance == 0 ? 1 : Math.Sqrt(variance) / Brightest);
    }
}
