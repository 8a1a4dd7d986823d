using ModelMine.Training.Data.Images;
using static TorchSharp.torch;

namespace ModelMine.Tests.Training.Data;

[Collection(TorchTests.Name)]
public sealed class ImageDatasetTests
{
    private static readonly ImageFiles Files = new()
    {
        Name = "made",
        Shape = new(2, 2, 3),
        Classes = ["a", "b"],
        Train = new(Enumerable.Range(0, 10 * 12).Select(i => (byte)(i * 7)).ToArray(), new byte[] { 0, 1, 0, 1, 0, 1, 0, 1, 0, 1 }),
        Test = new(Enumerable.Range(0, 12).Select(i => (byte)i).ToArray(), new byte[] { 1 }),
        Digest = "",
    };

    [Fact]
    public void Train_OfTheWholeSplit_HasMeanZeroAndDeviationOneInEachChannel()
    {
        using var scope = NewDisposeScope();
        var data = new ImageDataset(Files, validationShare: 0.2, seed: 3);

        var images = data.Train(tensor(Enumerable.Range(0, data.TrainCount).Select(i => (long)i).ToArray()), epoch: 0).Images;

        images.shape.ShouldBe([8, 3, 2, 2]);
        images.mean([0, 2, 3]).data<float>().ToArray().ShouldAllBe(mean => Math.Abs(mean) < 1e-5);
        images.pow(2).mean([0, 2, 3]).data<float>().ToArray().ShouldAllBe(square => Math.Abs(square - 1) < 1e-5);
    }

    [Fact]
    public void Test_PutsChannelsFirst()
    {
        using var scope = NewDisposeScope();
        var data = new ImageDataset(Files, validationShare: 0.2, seed: 3);

        var image = data.Test(0, 1).Images;

        for (var channel = 0; channel < 3; channel++)
        {
            for (var place = 0; place < 4; place++)
            {
                var brightness = (place * 3 + channel) / 255f;
                var expected = (brightness - data.Statistics.Mean[channel]) / data.Statistics.StandardDeviation[channel];
                image[0, channel, place / 2, place % 2].item<float>().ShouldBe(expected, 1e-5f);
            }
        }
    }
}
