using ModelMine.Core.Datasets;
using ModelMine.Training;
using ModelMine.Training.Data.Files;
using ModelMine.Training.Data.Idx;
using ModelMine.Training.Data.Images;

namespace ModelMine.Tests.Training.Data;

public sealed class IdxFormatTests
{
    [Fact]
    public void Read_OfAGoodFile_GivesShapeAndElements()
    {
        var array = IdxFormat.Read("file", new byte[] { 0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6 }, dimensions: 2);

        array.Shape.ShouldBe([2, 3]);
        array.Data.ToArray().ShouldBe(new byte[] { 1, 2, 3, 4, 5, 6 });
    }

    [Theory]
    [InlineData("", "it is 0 bytes long, shorter than its header of 8")]
    [InlineData("00 00 08 01 00 00 00", "it is 7 bytes long")]
    [InlineData("1f 8b 08 01 00 00 00 01 07", "is it still compressed?")]
    [InlineData("00 00 0d 01 00 00 00 01 07", "its elements are of type 0x0d")]
    [InlineData("00 00 08 03 00 00 00 01 07", "it has 3 dimensions, not 1")]
    [InlineData("00 00 08 01 00 00 00 00", "its dimension 1 is 0")]
    [InlineData("00 00 08 01 ff ff ff ff 07", "its dimension 1 is 4,294,967,295")]
    [InlineData("00 00 08 01 00 00 00 03 07", "its header (3) asks for 3 bytes, but 1 follow")]
    [InlineData("00 00 08 01 00 00 00 01 07 07", "its header (1) asks for 1 bytes, but 2 follow")]
    public void Read_OfABadFile_SaysWhatIsWrong(string hex, string reason)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

        var error = Should.Throw<TrainingException>(() => IdxFormat.Read("labels", bytes, dimensions: 1));

        error.Retryable.ShouldBeFalse();
        error.Message.ShouldStartWith("labels is not the IDX file that it should be");
        error.Message.ShouldContain(reason);
    }

    [Fact]
    public void Pair_OfAsManyLabelsAsImages_IsTaken() =>
        Pair(Header(2, 28, 28, new byte[2 * 28 * 28]), Header(2, [3, 9])).Labels.ToArray().ShouldBe(new byte[] { 3, 9 });

    [Fact]
    public void Pair_OfImagesWithoutTheirLabels_IsRefused() =>
        Should.Throw<TrainingException>(() => Pair(Header(2, 28, 28, new byte[2 * 28 * 28]), Header(1, [3])))
            .Message.ShouldBe("images holds 2 images, but labels 1 labels.");

    [Fact]
    public void Pair_WithALabelThatIsNoDigit_IsRefused() =>
        Should.Throw<TrainingException>(() => Pair(Header(1, 28, 28, new byte[28 * 28]), Header(1, [10])))
            .Message.ShouldContain("image 0 shows a 10");

    [Fact]
    public void Pair_OfImagesOfAnotherSize_IsRefused() =>
        Should.Throw<TrainingException>(() => Pair(Header(1, 14, 28, new byte[14 * 28]), Header(1, [1])))
            .Message.ShouldContain("14 × 28");

    private static LabelledImages Pair(byte[] images, byte[] labels) =>
        IdxImages.Pair(DatasetCatalog.FindEntry("mnist")!.Facts, new PlainFile("images", images), new PlainFile("labels", labels));

    private static byte[] Header(byte count, byte rows, byte columns, byte[] data) => [0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, rows, 0, 0, 0, columns, .. data];

    private static byte[] Header(byte count, byte[] data) => [0, 0, 8, 1, 0, 0, 0, count, .. data];
}
