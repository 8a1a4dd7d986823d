using CsCheck;
using ModelMine.Training.Data;
using ModelMine.Training.Data.Images;

namespace ModelMine.Tests.Training.Data;

public sealed class RandomSplitTests
{
    [Fact]
    public void Split_OfAnySize_PutsEachImageOnOneSide() =>
        Gen.Select(Gen.Int[2, 500], Gen.Double[0.02, 0.5], Gen.Long[0, long.MaxValue]).Sample((count, share, seed) =>
        {
            var split = RandomSplit.Of(count, share, seed);
            return split.Train.Length > 0 && split.Validation.Length > 0
                && Math.Abs(split.Validation.Length - count * share) <= 1
                && split.Train.Concat(split.Validation).Order().SequenceEqual(Enumerable.Range(0, count).Select(image => (long)image));
        });

    [Fact]
    public void Split_OfTheSameSeed_IsTheSame_AndOfAnotherAnother()
    {
        RandomSplit.Of(1000, 0.1, 1).Validation.ShouldBe(RandomSplit.Of(1000, 0.1, 1).Validation);
        RandomSplit.Of(1000, 0.1, 1).Validation.ShouldNotBe(RandomSplit.Of(1000, 0.1, 2).Validation);
    }

    [Fact]
    public void Statistics_LookAtTheTrainingSplitOnly()
    {
        // Two channels, one pixel an image; image 1 is held out.
        byte[] pixels = [0, 51, 255, 255, 102, 51];

        var statistics = PixelStatistics.Of(pixels, pixelsPerImage: 1, channels: 2, images: [0, 2]);

        statistics.Mean.ShouldBe([0.2f, 0.2f]);
        statistics.StandardDeviation.ShouldBe([0.2f, 1f]); // the second channel never changes
    }
}
