namespace ModelMine.Training.Data.Images;

/// <summary>Holds images out to test.</summary>
internal static class HeldOut
{
    /// <param name="images">All images; at least 3.</param>
    /// <param name="numbers">Numbers of an image.</param>
    public static (LabelledImages Train, LabelledImages Test) Of(LabelledImages images, int numbers)
    {
        var (train, test) = TestShare.HoldOut(images.Count);
        return (Pick(train), Pick(test));

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
