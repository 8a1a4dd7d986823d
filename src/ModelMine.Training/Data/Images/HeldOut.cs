using ModelMine.Training.Randomness;

namespace ModelMine.Training.Data.Images;

/// <summary>Holds a fifth of the images out to test, the same for every job, so that scores can be compared.</summary>
internal static class HeldOut
{
    private const double TestShare = 0.2;
    private const long EveryJob = 0;

    /// <param name="images">All images; at least 3.</param>
    /// <param name="numbers">Numbers of an image.</param>
    public static (LabelledImages Train, LabelledImages Test) Of(LabelledImages images, int numbers)
    {
        var order = new SeededRandom(EveryJob, Purpose.TestSplit, 0).Permutation(images.Count);
        var test = Math.Clamp((int)Math.Round(images.Count * TestShare), 1, images.Count - 2);
        return (Pick([.. order.Skip(test).Order()]), Pick([.. order.Take(test).Order()]));

        LabelledImages Pick(long[] chosen)
        {
            var (pixels, labels) = (new byte[(long)chosen.Length * numbers], new byte[chosen.Length]);
            for (var i = 0; i < chosen.Length; i++)
            {
                var from = (int)chosen[i];
                images.Pixels.Span.Slice(from * numbers, numbers).CopyTo(pixels.AsSpan(i * numbers));
                labels[i] = images.Labels.Span[from];
            }

            return new(pixels, labels);
        }
    }
}
