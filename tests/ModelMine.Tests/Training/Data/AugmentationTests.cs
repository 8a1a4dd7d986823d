using ModelMine.Core.Datasets;
using ModelMine.Training.Data.Images;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Data;

[Collection(TorchTests.Name)]
public sealed class AugmentationTests
{
    private static readonly ImageShape Shape = new(3, 4, 2);
    private static readonly byte[] Image = [.. Enumerable.Range(1, 24).Select(value => (byte)value)];

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(1, -2, false)]
    [InlineData(-1, 1, true)]
    [InlineData(0, 3, true)]
    [InlineData(3, 0, false)]
    [InlineData(-9, 9, true)]
    public void Write_OfAMove_PutsEachPixelWhereTheFormulaSays(int down, int right, bool mirrored)
    {
        var statistics = new PixelStatistics([0.1f, 0.2f], [0.5f, 0.25f]);
        var numbers = new float[Image.Length];

        new PixelNormalisation(Shape, statistics).Write(Image, new(down, right, mirrored), numbers);

        for (var row = 0; row < Shape.Height; row++)
        {
            for (var column = 0; column < Shape.Width; column++)
            {
                for (var channel = 0; channel < Shape.Channels; channel++)
                {
                    var (fromRow, unmoved) = (row - down, column - right);
                    var fromColumn = mirrored ? Shape.Width - 1 - unmoved : unmoved;
                    var inside = fromRow >= 0 && fromRow < Shape.Height && unmoved >= 0 && unmoved < Shape.Width;
                    var value = inside ? Image[(fromRow * Shape.Width + fromColumn) * 2 + channel] / 255f : 0;
                    var expected = (value - statistics.Mean[channel]) / statistics.StandardDeviation[channel];
                    numbers[(row * Shape.Width + column) * 2 + channel].ShouldBe(expected, 1e-5f, $"row {row}, column {column}, channel {channel}");
                }
            }
        }
    }

    [Fact]
    public void Moves_OfManyImages_AreWithinBoundsAndEachAboutAsFrequent()
    {
        var moves = Enumerable.Range(0, 9_000).Select(image => ImageMove.Of(ImageAugmentation.Photographs, seed: 5, epoch: 2, image)).ToList();

        foreach (var offset in Enumerable.Range(-4, 9))
        {
            moves.Count(move => move.Down == offset).ShouldBeInRange(850, 1150);
            moves.Count(move => move.Right == offset).ShouldBeInRange(850, 1150);
        }

        moves.Count(move => move.Mirrored).ShouldBeInRange(4_200, 4_800);
        Enumerable.Range(0, 500).ShouldAllBe(image => !ImageMove.Of(ImageAugmentation.Cautious, 5, 2, image).Mirrored, "a mirrored digit is no digit");
    }

    [Fact]
    public void Train_Augmented_MovesAnImageOtherwiseInEachEpoch_TheSameWayInAnyBatch_AndNeverWhatIsMeasured()
    {
        using var scope = NewDisposeScope();
        var pixels = Enumerable.Range(0, 40 * 24).Select(i => (byte)(i * 7)).ToArray();
        var labels = Enumerable.Range(0, 40).Select(i => (byte)(i % 2)).ToArray();
        var files = new ImageFiles
        {
            Name = "made",
            Shape = Shape,
            Classes = ["a", "b"],
            Train = new(pixels, labels),
            Test = new(pixels.AsMemory(0, 240), labels.AsMemory(0, 10)),
            Digest = "",
        };
        var still = new ImageDataset(files, 0.25, seed: 3);
        var moved = new ImageDataset(files, 0.25, seed: 3, augment: true);

        var few = Numbers(moved.Train(tensor(new long[] { 4, 5 }), epoch: 1));
        Numbers(moved.Train(tensor(new long[] { 9, 5 }), epoch: 1))[24..].ShouldBe(few[24..]);
        Enumerable.Range(0, 5).Select(epoch => string.Join(',', Numbers(moved.Train(tensor(new long[] { 5 }), epoch)))).Distinct().Count().ShouldBeGreaterThan(2);
        Numbers(moved.Validation(0, 10)).ShouldBe(Numbers(still.Validation(0, 10)));
        Numbers(moved.Test(0, 10)).ShouldBe(Numbers(still.Test(0, 10)));
    }

    private static float[] Numbers(ImageBatch batch) => batch.Images.permute(0, 2, 3, 1).contiguous().data<float>().ToArray();
}
