using System.Formats.Tar;
using System.Security.Cryptography;
using CsCheck;
using ModelMine.Core.Datasets;
using ModelMine.Core.Datasets.Own;

namespace ModelMine.Tests.Core.Datasets.Images;

public sealed class ImageInspectionTests
{
    [Theory]
    [InlineData("i.zip")]
    [InlineData("i.tar")]
    [InlineData("i.tar.gz")]
    [InlineData("i.tgz")]
    public async Task Archive_OfClassFolders_IsKnownWhateverItIsPackedWith(string name)
    {
        var files = MadeImages.TwoClasses();

        var found = await InspectAsync(name, name.EndsWith("zip", StringComparison.Ordinal) ? MadeImages.Zip(files)
            : name.EndsWith("tar", StringComparison.Ordinal) ? MadeImages.Tar(TarEntryFormat.Ustar, files) : MadeImages.Gzip(MadeImages.Tar(TarEntryFormat.Pax, files)));

        (found.Facts.Kind, found.Facts.TrainSamples, found.Facts.TestSamples, found.Facts.Image).ShouldBe((DatasetKind.Images, 12, 0, new ImageShape(16, 16, 1)));
        found.Facts.Classes.ShouldBe(["dark", "light"]);
        found.Profile.Classes.ShouldBe([new("dark", 6), new("light", 6)]);
        found.Profile.Images.Count.ShouldBe(12);
        found.Profile.Images[0].MediaType.ShouldBe("image/png");
    }

    [Theory]
    [InlineData(TarEntryFormat.Ustar)]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Pax)]
    public async Task Tar_WithLongPaths_IsReadInEachDialect(TarEntryFormat format)
    {
        var above = new string('a', 80) + "/" + new string('b', format == TarEntryFormat.Ustar ? 40 : 150) + "/";

        var found = await InspectAsync("i.tar", MadeImages.Tar(format, MadeImages.TwoClasses(above: above)));

        found.Facts.Classes.ShouldBe(["dark", "light"]);
    }

    [Fact]
    public async Task Archive_WithTrainAndTest_HasATestSetOfItsOwn()
    {
        var found = await InspectAsync("i.zip", MadeImages.Zip([
            .. MadeImages.TwoClasses(above: "set/train/"), .. MadeImages.TwoClasses(each: 2, above: "set/test/"),
            ("set/README.md", [1]), ("set/train/dark/.hidden.png", [1]), ("__MACOSX/set/train/dark/._a.png", [1])]));

        (found.Facts.TrainSamples, found.Facts.TestSamples).ShouldBe((12, 4));
        found.Facts.Classes.ShouldBe(["dark", "light"]);
    }

    [Fact]
    public async Task Images_OfDifferentSizes_AreBroughtToAUsualOne_OrToTheOneAskedFor()
    {
        var archive = MadeImages.Zip([.. MadeImages.TwoClasses(), ("dark/wide.png", MadeImages.Png(300, 20, 30))]);

        (await InspectAsync("i.zip", archive)).Facts.Image.ShouldBe(new(64, 64, 1));
        (await InspectAsync("i.zip", archive, 32)).Facts.Image.ShouldBe(new(32, 32, 1));
    }

    public static TheoryData<string, byte[], string> Hostile => new()
    {
        { "i.zip", MadeImages.Zip(("../dark/a.png", MadeImages.Png(8, 8, 1))), "means to lie outside" },
        { "i.zip", MadeImages.Zip(("/dark/a.png", MadeImages.Png(8, 8, 1))), "means to lie outside" },
        { "i.zip", MadeImages.Zip(("dark\\..\\..\\a.png", MadeImages.Png(8, 8, 1))), "means to lie outside" },
        { "i.zip", MadeImages.Zip(("C:/dark/a.png", MadeImages.Png(8, 8, 1))), "means to lie outside" },
        { "i.tar", MadeImages.Tar(TarEntryFormat.Pax, ("dark/../../a.png", MadeImages.Png(8, 8, 1))), "means to lie outside" },
        { "i.tar", MadeImages.TarWithLink(), "is a link or a device" },
        { "i.zip", MadeImages.Zip(("a.png", MadeImages.Png(8, 8, 1))), "does not lie in a folder that names its class" },
        { "i.zip", MadeImages.Zip(("x/y/dark/a.png", MadeImages.Png(8, 8, 1)), ("light/b.png", MadeImages.Png(8, 8, 1))), "does not lie in a folder that names its class" },
        { "i.zip", MadeImages.Zip(("dark/a.png", MadeImages.Png(8, 8, 1))), "has 1 class folders" },
        { "i.zip", MadeImages.Zip(("notes.txt", [1])), "has 0 class folders" },
        { "i.zip", MadeImages.Zip(("dark/a.png", [1, 2, 3])), "dark/a.png in i.zip is neither PNG nor JPEG" },
        { "i.zip", MadeImages.Zip(("dark/a.png", MadeImages.Png(8, 8, 1)[..^10])), "dark/a.png in i.zip is a damaged PNG" },
        { "i.zip", MadeImages.Zip(("dark/a.png", MadeImages.LyingPng(100_000, 100_000))), "100000 × 100000 pixels" },
        { "i.zip", MadeImages.Zip(("dark/a.png", MadeImages.LyingPng(0, 8))), "0 × 8 pixels" },
        { "i.zip", MadeImages.Zip(("dark/a.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xD9])), "damaged JPEG" },
        { "i.zip", MadeImages.Zip(("dark/a.png", new byte[200_000_000])), "unpacks to more than 20 times" },
        { "i.tar.gz", MadeImages.Gzip(MadeImages.Tar(TarEntryFormat.Pax, ("notes.txt", new byte[200_000_000]))), "unpacks to more than 20 times" },
        { "i.zip", MadeImages.Zip(MadeImages.TwoClasses())[..^30], "no zip archive, or not whole" },
        { "i.tar", MadeImages.Tar(TarEntryFormat.Pax, MadeImages.TwoClasses())[..5000], "not whole" },
        { "i.tar", [.. Enumerable.Repeat((byte)'x', 2000)], "no tar archive" },
        { "i.tar.gz", [1, 2, 3, 4], "is damaged" },
        { "i.zip", [], "no zip archive" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Archive_ThatIsHostileOrBroken_IsRefusedByName(string name, byte[] archive, string message) =>
        (await Should.ThrowAsync<DatasetException>(() => InspectAsync(name, archive))).Message.ShouldContain(message);

    [Theory]
    [InlineData("i.zip")]
    [InlineData("i.tar")]
    [InlineData("i.tar.gz")]
    public async Task Archive_WithAnyByteChanged_GivesADataSetOrADatasetException(string name)
    {
        var files = MadeImages.TwoClasses();
        var whole = name == "i.zip" ? MadeImages.Zip(files) : name == "i.tar" ? MadeImages.Tar(TarEntryFormat.Pax, files) : MadeImages.Gzip(MadeImages.Tar(TarEntryFormat.Gnu, files));

        await Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 6].SampleAsync(async changes =>
        {
            var archive = whole.ToArray();
            foreach (var (place, value) in changes)
            {
                archive[place] = value;
            }

            try
            {
                await InspectAsync(name, archive);
            }
            catch (DatasetException error)
            {
                error.Message.ShouldNotBeEmpty();
            }
        }, iter: 500);
    }

    [Fact]
    public async Task IdxPair_IsKnownByItsHeaders_PackedOrNot()
    {
        var images = MadeImages.Idx([20, 9, 8], new byte[20 * 9 * 8]);
        var labels = MadeImages.Idx([20], [.. Enumerable.Range(0, 20).Select(i => (byte)(i % 3))]);

        var found = await InspectAsync(("labels-idx1-ubyte.gz", MadeImages.Gzip(labels)), ("images-idx3-ubyte", images));

        (found.Facts.TrainSamples, found.Facts.TestSamples, found.Facts.Image).ShouldBe((20, 0, new ImageShape(9, 8, 1)));
        found.Facts.Classes.ShouldBe(["0", "1", "2"]);
        found.Profile.Classes.ShouldBe([new("0", 7), new("1", 7), new("2", 6)]);
        found.Facts.Files.Select(file => file.Name).ShouldBe(["images-idx3-ubyte", "labels-idx1-ubyte.gz"]);
    }

    [Fact]
    public async Task Idx_ThatLies_IsRefused()
    {
        var labels = MadeImages.Idx([20], [.. Enumerable.Range(0, 20).Select(i => (byte)(i % 3))]);
        await RefusedAsync("more than 2 GiB", MadeImages.Idx([int.MaxValue, 28, 28], []));
        await RefusedAsync("says that 12800 bytes follow its header (50 × 16 × 16), but there are 100", MadeImages.Idx([50, 16, 16], new byte[100]));
        await RefusedAsync("but there are more", MadeImages.Idx([2, 8, 8], new byte[1000]));
        await RefusedAsync("holds 4 images, but labels.idx 20 labels", MadeImages.Idx([4, 8, 8], new byte[4 * 64]));
        await RefusedAsync("no IDX file", [0, 0, 13, 3, 0, 0]);

        async Task RefusedAsync(string message, byte[] images) =>
            (await Should.ThrowAsync<DatasetException>(() => InspectAsync(("images.idx", images), ("labels.idx", labels)))).Message.ShouldContain(message);
    }

    private static Task<InspectedDataset> InspectAsync(string name, byte[] content, int? size = null) =>
        DatasetInspection.InspectAsync("mine@1", [File(name, content)], size);

    private static Task<InspectedDataset> InspectAsync(params (string Name, byte[] Content)[] files) =>
        DatasetInspection.InspectAsync("mine@1", [.. files.Select(file => File(file.Name, file.Content))]);

    private static OwnFile File(string name, byte[] content) =>
        new(name, Convert.ToHexStringLower(SHA256.HashData(content)), content.Length, () => new MemoryStream(content));
}
