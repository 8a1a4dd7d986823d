using ModelMine.Core.Datasets;
using ModelMine.Tests.Core.Datasets.Images;
using ModelMine.Training;
using ModelMine.Training.Data.Images;

namespace ModelMine.Tests.Training.Data.Images;

[Collection(TorchTests.Name)]
public sealed class OwnImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Archive_IsReadToTheSamePixels_WhateverTheOrderInIt()
    {
        var files = MadeImages.TwoClasses();

        var one = OwnImages.Read(await RequestAsync([("i.zip", MadeImages.Zip(files))]));
        var two = OwnImages.Read(await RequestAsync([("i.zip", MadeImages.Zip([.. files.Reverse()]))]));

        (one.Train.Count, one.Test.Count).ShouldBe((10, 2));
        two.Train.Pixels.ToArray().ShouldBe(one.Train.Pixels.ToArray());
        two.Test.Labels.ToArray().ShouldBe(one.Test.Labels.ToArray());
        for (var i = 0; i < one.Train.Count; i++)
        {
            (one.Train.Pixels.Span[i * 256] > 128).ShouldBe(one.Train.Labels.Span[i] == 1);
        }
    }

    [Fact]
    public async Task Images_AreBroughtToTheCommonSize_InGreyOrColour()
    {
        var jpeg = Convert.FromBase64String(RedJpeg);
        var read = OwnImages.Read(await RequestAsync([("i.zip", MadeImages.Zip([.. MadeImages.TwoClasses(), ("dark/red.jpg", jpeg)]))], size: 8));

        read.Shape.ShouldBe(new ImageShape(8, 8, 3));
        var pixels = read.Train.Pixels.ToArray().Concat(read.Test.Pixels.ToArray()).ToArray();
        Enumerable.Range(0, 13).Select(i => pixels.AsSpan(i * 192, 3).ToArray())
            .ShouldContain(colour => Math.Abs(colour[0] - 200) < 6 && Math.Abs(colour[1] - 30) < 6 && Math.Abs(colour[2] - 60) < 6);
    }

    [Fact]
    public async Task Image_WhosePixelsAreDamaged_IsFoundAtTheUpload_AndWouldBeByTheTrainer()
    {
        var broken = MadeImages.Png(16, 16, 9);
        Array.Fill(broken, (byte)0xAB, 45, 12);

        (await Should.ThrowAsync<DatasetException>(() => RequestAsync([("i.zip", MadeImages.Zip([.. MadeImages.TwoClasses(), ("dark/broken.png", broken)]))])))
            .Message.ShouldStartWith("dark/broken.png in i.zip is a damaged PNG");
        Should.Throw<DatasetException>(() => ImageDecoder.Decode("dark/broken.png", broken, new(16, 16, 1))).Message.ShouldStartWith("dark/broken.png is damaged");
    }

    [Fact]
    public async Task Cnn_OnAnOwnArchive_TellsDarkFromLight()
    {
        // Baseline: saying always the same is right for half of the images.
        var request = await RequestAsync([("i.tgz", MadeImages.Gzip(MadeImages.Tar(System.Formats.Tar.TarEntryFormat.Pax, MadeImages.TwoClasses(each: 40))))], """{"modelType":"cnn","dataset":"mine","epochs":3,"batchSize":8,"channels":4,"learningRate":0.01}""");

        var result = TrainingJob.Run(request, new Recorder()).ShouldNotBeNull();

        result.Score.ShouldBeGreaterThan(0.9);
        result.Dataset.ShouldBe("mine@1");
    }

    [Fact]
    public async Task IdxPair_IsReadWithAFifthHeldOut()
    {
        byte[] labels = [.. Enumerable.Range(0, 20).Select(i => (byte)(i % 2))];
        var images = labels.SelectMany(label => Enumerable.Repeat((byte)(label * 100), 64)).ToArray();

        var read = OwnImages.Read(await RequestAsync([("images.idx.gz", MadeImages.Gzip(MadeImages.Idx([20, 8, 8], images))), ("labels.idx", MadeImages.Idx([20], labels))]));

        (read.Train.Count, read.Test.Count).ShouldBe((16, 4));
        for (var i = 0; i < 16; i++)
        {
            read.Train.Pixels.Span[i * 64].ShouldBe((byte)(read.Train.Labels.Span[i] * 100));
        }
    }

    private Task<TrainingRequest> RequestAsync(
        (string Name, byte[] Content)[] files, string config = """{"modelType":"mlp","dataset":"mine"}""", int? size = null) => OwnData.RequestAsync(_folder.Path, files, config, size);

    /// <summary>16 × 12 pixels of rgb(200, 30, 60).</summary>
    private const string RedJpeg = "/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAMABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAf/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABgj/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCFADS3X//Z";
}
